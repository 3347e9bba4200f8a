package leadhub.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.database.RetryOnConflict;
import leadhub.site.SiteRoutes.SiteRoute;
import leadhub.web.Call;
import leadhub.web.EventSource;
import leadhub.web.Faults;
import leadhub.web.RequestTimers;
import leadhub.web.Turns;
import leadhub.web.input.Query;
import leadhub.web.intake.ClientAddress;
import leadhub.web.intake.OpenRequest;
import leadhub.web.intake.OpenStreams;
import leadhub.web.intake.Sender;
import leadhub.web.intake.Upload;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.cors.CorsUtils;

/**
 * Takes every request of strangers. Reads from top to bottom: is there such a path, what does its owner say, may a page of
 * that site call, then the body, and the endpoint.
 */
@SuppressWarnings("serial") // never serialized
final class SiteServlet extends HttpServlet {
    private static final SiteAnswer NO_CONTENT = new SiteAnswer.Empty(204);

    private final Site site;
    private final SiteBodies bodies;
    private final SiteTurns turns;
    private final SiteRefusals refusals;
    private final SiteWriter writer;
    private final ClientAddress addresses;
    private final OpenStreams streams;
    private final RequestTimers timers;
    private final SiteCors cors = new SiteCors();

    // Eight, for all requests of strangers come through here.
    SiteServlet(
            Site site,
            SiteBodies bodies,
            SiteTurns turns,
            SiteRefusals refusals,
            SiteWriter writer,
            ClientAddress addresses,
            OpenStreams streams,
            RequestTimers timers) {
        this.site = site;
        this.bodies = bodies;
        this.turns = turns;
        this.refusals = refusals;
        this.writer = writer;
        this.addresses = addresses;
        this.streams = streams;
        this.timers = timers;
    }

    /** What a request comes to have on its way. */
    private static final class Held implements AutoCloseable {
        String template = "none";

        @Nullable
        Upload upload;

        @Nullable
        EventSource events;

        OpenStreams.@Nullable Stream stream;

        Turns.@Nullable Turn turn;

        /** What is left to do needs no database, and only so much memory. */
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

        /** Gives all of it back, from the last to the first, whatever fails on the way. */
        @Override
        public void close() {
            try (var first = stream;
                    var second = upload;
                    var third = events;
                    var last = turn) {
                // They are closed by themselves.
            }
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var started = System.nanoTime();
        try (var held = new Held()) {
            var answer = guarded(request, response, held);
            if (held.stream != null) {
                // What lasts says nothing about how long answers take.
                timers.record(request.getMethod(), held.template, 200, started);
                writer.write(request, response, answer, held.stream, held::sends);
                return;
            }
            writer.write(request, response, answer, null, held::sends);
            timers.record(request.getMethod(), held.template, response.getStatus(), started);
        }
    }

    /** What goes wrong is an answer too. */
    private SiteAnswer guarded(HttpServletRequest request, HttpServletResponse response, Held held) {
        try {
            return answer(request, response, held);
        } catch (ProblemException e) {
            return OpenRequest.isCutOff() ? new SiteAnswer.Empty(503) : refusals.of(request, e.problem());
        } catch (RuntimeException e) {
            return refusals.of(request, Faults.problem(String.valueOf(MDC.get("request")), e));
        }
    }

    private SiteAnswer answer(HttpServletRequest request, HttpServletResponse response, Held held) {
        OpenRequest.requireRoom();
        var found = site.find(request.getRequestURI());
        if (found.isEmpty()) {
            throw new Problem.NotFound(Refusal.of("path.not_found")).exception();
        }
        var isQuestion = CorsUtils.isPreFlightRequest(request);
        if (!isQuestion && request.getMethod().equals("OPTIONS")) {
            return NO_CONTENT.with("Allow", String.join(", ", found.allowed()));
        }
        var match = found.method(isQuestion ? request.getHeader("Access-Control-Request-Method") : request.getMethod())
                .orElseThrow(() -> new Problem.MethodNotAllowed(found.allowed()).exception());
        held.template = match.route().template();
        var call = call(request, match.values());
        var terms = turns.in(() -> match.route().owner().terms(call));
        SiteHeaders.write(response, terms.hosts());
        cors.apply(request, response, terms.hosts(), call.origin(), found.allowed());
        if (isQuestion) {
            return NO_CONTENT;
        }
        if (terms.isSenderKnown()) {
            Sender.isKnown(request);
        }
        return handle(request, match.route(), call, held);
    }

    private SiteAnswer handle(HttpServletRequest request, SiteRoute route, Call call, Held held) {
        held.upload = bodies.upload(request, route.body());
        var body = held.upload == null ? bodies.raw(request, route.body()) : null;
        held.turn = turns.begin();
        var answer = RetryOnConflict.run(() -> route.endpoint().handle(new SiteCall(call, request, body, held.upload)));
        held.events = events(answer);
        if (held.events != null) {
            // A stream lasts, and asks for its events by itself.
            held.endTurn();
        }
        if (held.events != null && !request.getMethod().equals("HEAD")) {
            held.stream = streams.begin(call.address());
        }
        return answer;
    }

    private static @Nullable EventSource events(SiteAnswer answer) {
        return switch (answer) {
            case SiteAnswer.Events(var source) -> source;
            case SiteAnswer.WithHeaders(var headers, var inner) -> events(inner);
            default -> null;
        };
    }

    private Call call(HttpServletRequest request, List<String> values) {
        return new Call(
                request.getMethod(),
                request.getRequestURI(),
                addresses.origin(request),
                addresses.of(request),
                MDC.get("request"),
                new Query(request.getQueryString()),
                values);
    }
}
