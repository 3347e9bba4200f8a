package leadhub.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import leadhub.base.FairShares;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.database.RetryOnConflict;
import leadhub.panel.Arrivals.Arrival;
import leadhub.panel.PageRoutes.PageRoute;
import leadhub.web.Call;
import leadhub.web.EventSource;
import leadhub.web.EventStream;
import leadhub.web.Turns;
import leadhub.web.input.Input;
import leadhub.web.input.Query;
import leadhub.web.intake.ClientAddress;
import leadhub.web.intake.OpenStreams;
import leadhub.web.intake.RequestBody;
import leadhub.web.intake.Upload;
import leadhub.web.intake.Uploads;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leads a visit to its screen. Reads from top to bottom: is there such a page, is the action one of our own pages', has the visitor
 * set up what the workspace demands, may this role, has the password been given lately enough, and then the screen.
 */
@Component
final class PageVisits {
    private final Pages pages;
    private final Bodies bodies;
    private final ClientAddress addresses;
    private final Limits limits;

    PageVisits(Pages pages, Bodies bodies, ClientAddress addresses, Limits limits) {
        this.pages = pages;
        this.bodies = bodies;
        this.addresses = addresses;
        this.limits = limits;
    }

    /** How forms are read. */
    @Component
    record Bodies(RequestBody forms, Uploads uploads) {}

    /** How many there are at a time. */
    @Component
    record Limits(SessionLimits sessions, Turns turns, OpenStreams streams) {}

    /** What a visit holds until it is answered, from the last to the first. */
    static final class Held implements AutoCloseable {
        SessionLimits.@Nullable Begun begun;
        Turns.@Nullable Turn turn;

        @Nullable
        Upload upload;

        @Nullable
        EventSource events;

        OpenStreams.@Nullable Stream stream;

        void sends(long bytes) {
            if (turn != null) {
                turn.sends(bytes);
            }
        }

        void endTurn() {
            if (turn != null) {
                turn.close();
                turn = null;
            }
        }

        /** Its events go out from now on; the stream outlives the visit. */
        void leave(EventSource source, HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (stream != null) {
                EventStream.open(stream, source, request, response);
                stream = null;
                events = null;
            }
        }

        @Override
        public void close() {
            try (var last = upload;
                    var then = begun;
                    var first = turn;
                    var source = events;
                    var connection = stream) {
                // They are closed by themselves, from the last to the first.
            }
        }
    }

    /** The screen's answer, and what it holds until that is written. */
    Reply reply(HttpServletRequest request, Arrival arrival, Held held) {
        var page = arrival.page();
        var origin = arrival.origin();
        var secret = arrival.secret();
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
            // A page inside a page would ask for its own parts, and so on without end.
            var isPart = match.route().isPart() && request.getHeader("HX-Request") != null;
            return isPart ? Reply.nothing() : new Reply.Redirect(Visitor.SET_UP_TWO_STEPS);
        }
        requireRole(match.route(), page);
        if (Reauthentication.isTooOld(match.route(), page)) {
            return Reauthentication.ask(request, origin);
        }
        // Late, for a body costs what it is long, and all of the above is known without.
        var form = method.equals("POST") ? form(request, match.route(), secret, held) : Json.MAPPER.createObjectNode();
        if (page.isSignedIn()) {
            held.begun = limits.sessions().begin(page.visitor().sessionId());
        }
        held.turn =
                limits.turns().begin(page.isSignedIn() ? page.visitor().place().id() : FairShares.NOBODY);
        var call = call(request, origin, match.values());
        // Each attempt has a form of its own, for reading it collects mistakes and takes secrets out.
        var reply = RetryOnConflict.run(() -> match.route()
                .screen()
                .show(new Visit(
                        page,
                        call,
                        new Input(form.deepCopy(), page.numbers()),
                        request.getHeader("User-Agent"),
                        arrival.token(),
                        Cookies.read(request, origin, Cookies.BROWSER),
                        held.upload == null ? List.of() : held.upload.files(),
                        request.getHeader("HX-Request") != null && request.getHeader("HX-Boosted") == null)));
        if (reply instanceof Reply.Events(var source)) {
            held.events = source;
            // It lasts, and asks nobody for anything.
            held.endTurn();
            held.stream = method.equals("HEAD") ? null : limits.streams().begin(call.address());
        }
        return reply;
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

    private ObjectNode form(HttpServletRequest request, PageRoute route, String secret, Held held) {
        var type = request.getContentType();
        if (route.files() != null && type != null && Uploads.isMultipart(type)) {
            held.upload = bodies.uploads().read(request, route.files());
            Csrf.requireToken(request, held.upload.fields(), secret);
            return held.upload.fields();
        }
        if (bodies.forms().readForm(request) instanceof ObjectNode fields) {
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
