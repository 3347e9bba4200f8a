package leadhub.panel;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import leadhub.base.FairShares;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.database.RetryOnConflict;
import leadhub.panel.PageRoutes.PageRoute;
import leadhub.web.Call;
import leadhub.web.DeniedCallListener;
import leadhub.web.Faults;
import leadhub.web.Turns;
import leadhub.web.input.Input;
import leadhub.web.input.Query;
import leadhub.web.intake.ClientAddress;
import leadhub.web.intake.OpenRequest;
import leadhub.web.intake.RequestBody;
import leadhub.web.intake.Sender;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes every visit to the panel. Reads from top to bottom: who is it, is there such a page, is the action one of our own
 * pages', has the visitor set up what the workspace demands, may this role, has the password been given lately enough, and then the screen.
 */
@SuppressWarnings("serial") // never serialized
final class PageServlet extends HttpServlet {
    private final Pages pages;
    private final Visitors visitors;
    private final Frames frames;
    private final RequestBody bodies;
    private final ClientAddress addresses;
    private final DeniedCallListener denials;
    private final ReplyWriter writer;
    private final SessionLimits sessions;
    private final Turns turns;

    // Nine, for all visits come through here.
    PageServlet(
            Pages pages,
            Visitors visitors,
            Frames frames,
            RequestBody bodies,
            ClientAddress addresses,
            DeniedCallListener denials,
            ReplyWriter writer,
            SessionLimits sessions,
            Turns turns) {
        this.pages = pages;
        this.visitors = visitors;
        this.frames = frames;
        this.bodies = bodies;
        this.addresses = addresses;
        this.denials = denials;
        this.writer = writer;
        this.sessions = sessions;
        this.turns = turns;
    }

    /** What a visit holds until it is answered, from the last to the first. */
    private static final class Held implements AutoCloseable {
        SessionLimits.@Nullable Begun begun;
        Turns.@Nullable Turn turn;

        void sends(long bytes) {
            if (turn != null) {
                turn.sends(bytes);
            }
        }

        @Override
        public void close() {
            if (turn != null) {
                turn.close();
            }
            if (begun != null) {
                begun.close();
            }
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var origin = addresses.origin(request);
        var token = Cookies.read(request, origin, Cookies.SESSION);
        // What is shown if nobody can say whose session it is.
        var page = frames.page(request, null, "");
        try (var held = new Held()) {
            Reply reply;
            try {
                OpenRequest.requireRoom();
                var visitor = token == null ? Optional.<Visitor>empty() : visitors.find(token);
                if (visitor.isPresent()) {
                    Sender.isKnown(request);
                }
                var secret = visitor.map(Visitor::formSecret)
                        .or(() -> visitor.isPresent() ? Optional.ofNullable(token) : Optional.empty())
                        .orElseGet(() -> visit(request, response, origin));
                page = frames.page(request, visitor.orElse(null), Csrf.token(secret));
                reply = reply(request, page, origin, secret, token, held);
            } catch (ProblemException e) {
                if (OpenRequest.isCutOff()) {
                    response.setStatus(503);
                    return;
                }
                if (e.problem() instanceof Problem.Forbidden forbidden) {
                    tell(request, page, forbidden);
                }
                reply = RefusalPage.of(request, e.problem());
            } catch (RuntimeException e) {
                reply = RefusalPage.of(request, problem(response, e));
            }
            writer.write(request, response, origin, page, reply, held::sends);
        }
    }

    private static Problem problem(HttpServletResponse response, RuntimeException e) {
        var found = response.getHeader("X-Request-Id");
        var id = found == null ? "unknown" : found;
        return Faults.problem(id, e);
    }

    private void tell(HttpServletRequest request, Page page, Problem.Forbidden problem) {
        var address = addresses.of(request);
        if (page.isSignedIn()) {
            var caller = page.visitor().caller(address, page.requestId());
            denials.denied(caller, request.getMethod(), request.getRequestURI(), problem);
        } else {
            denials.strangerDenied(address, request.getMethod(), request.getRequestURI(), problem);
        }
    }

    /** Forms of somebody who isn't signed in are known by a cookie of their own. */
    private static String visit(HttpServletRequest request, HttpServletResponse response, String origin) {
        var known = Cookies.read(request, origin, Cookies.VISIT);
        if (known != null) {
            return known;
        }
        var made = java.util.UUID.randomUUID().toString();
        Cookies.write(response, origin, Cookies.VISIT, made);
        return made;
    }

    // Six, for what is held must be given back by the caller.
    private Reply reply(
            HttpServletRequest request, Page page, String origin, String secret, @Nullable String token, Held held) {
        var found = pages.find(request.getRequestURI());
        if (found.isEmpty()) {
            throw new Problem.NotFound(Refusal.of("page.not_found")).exception();
        }
        var match = found.method(request.getMethod())
                .orElseThrow(() -> new Problem.MethodNotAllowed(found.allowed()).exception());
        var method = match.route().method();
        if (match.route().least() != null && !page.isSignedIn()) {
            return signIn(request, method);
        }
        if (method.equals("POST")) {
            Csrf.requireOwnOrigin(request, origin);
            Csrf.requireGoodHeader(request, secret);
        }
        if (page.isSignedIn() && page.visitor().owesTwoSteps() && !pages.isOnTheWayIn(match.route())) {
            return new Reply.Redirect(Visitor.SET_UP_TWO_STEPS);
        }
        requireRole(match.route(), page);
        if (Reauthentication.isTooOld(match.route(), page)) {
            return Reauthentication.ask(request, origin);
        }
        // Late, for a body costs what it is long, and all of the above is known without.
        var form = method.equals("POST") ? form(request, secret) : Json.MAPPER.createObjectNode();
        if (page.isSignedIn()) {
            held.begun = sessions.begin(page.visitor().sessionId());
        }
        held.turn = turns.begin(page.isSignedIn() ? page.visitor().place().id() : FairShares.NOBODY);
        var call = call(request, origin, match.values());
        // Each attempt has a form of its own, for reading it collects mistakes and takes secrets out.
        return RetryOnConflict.run(() -> match.route()
                .screen()
                .show(new Visit(
                        page,
                        call,
                        new Input(form.deepCopy()),
                        request.getHeader("User-Agent"),
                        token,
                        Cookies.read(request, origin, Cookies.BROWSER),
                        request.getHeader("HX-Request") != null && request.getHeader("HX-Boosted") == null)));
    }

    private Call call(HttpServletRequest request, String origin, List<String> values) {
        return new Call(
                request.getMethod(),
                request.getRequestURI(),
                origin,
                addresses.of(request),
                MDC.get("request"),
                new Query(request.getQueryString()),
                values);
    }

    /** To the sign-in page, and from there back to where the visitor wanted to go. */
    private static Reply signIn(HttpServletRequest request, String method) {
        var wanted = request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        var isPart = request.getHeader("HX-Request") != null;
        if (!method.equals("GET") || isPart) {
            return new Reply.Redirect("/sign-in");
        }
        return wanted.equals("/")
                ? new Reply.Redirect("/sign-in")
                : new Reply.Redirect("/sign-in?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    }

    private ObjectNode form(HttpServletRequest request, String secret) {
        if (bodies.readForm(request) instanceof ObjectNode fields) {
            Csrf.requireToken(request, fields, secret);
            return fields;
        }
        throw new Problem.BadRequest(Refusal.of("form.unreadable")).exception();
    }

    private static void requireRole(PageRoute route, Page page) {
        if (route.least() != null && !page.visitor().role().covers(route.least())) {
            throw new Problem.Forbidden(Refusal.of("permission.role")).exception();
        }
    }
}
