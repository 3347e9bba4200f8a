package leadhub.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.database.RetryOnConflict;
import leadhub.site.SiteRoutes.SiteRoute;
import leadhub.web.Call;
import leadhub.web.EventSource;
import leadhub.web.Turns;
import leadhub.web.input.Query;
import leadhub.web.intake.ClientAddress;
import leadhub.web.intake.OpenRequest;
import leadhub.web.intake.OpenStreams;
import leadhub.web.intake.Sender;
import leadhub.web.intake.Upload;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsUtils;

/**
 * Answers a stranger's request. Reads from top to bottom: is there such a path, what does its owner say, may a page of that site
 * call, then the body, and the endpoint.
 */
@Component
final class SiteCalls {
    private static final SiteAnswer NO_CONTENT = new SiteAnswer.Empty(204);

    private final Site site;
    private final SiteBodies bodies;
    private final SiteTurns turns;
    private final ClientAddress addresses;
    private final OpenStreams streams;
    private final SiteCors cors = new SiteCors();

    SiteCalls(Site site, SiteBodies bodies, SiteTurns turns, ClientAddress addresses, OpenStreams streams) {
        this.site = site;
        this.bodies = bodies;
        this.turns = turns;
        this.addresses = addresses;
        this.streams = streams;
    }

    /** What a request comes to have on its way. */
    static final class Held implements AutoCloseable {
        @Nullable
        SiteRoute route;

        /** Who may show it in a frame, once its owner has said so. */
        @Nullable
        AllowedHosts hosts;

        @Nullable
        Upload upload;

        SiteCall.@Nullable Sent sent;

        @Nullable
        EventSource events;

        OpenStreams.@Nullable Stream stream;

        Turns.@Nullable Turn turn;

        String template() {
            return route == null ? "none" : route.template();
        }

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

        /** What is sent as it happens outlives the request. */
        void leaveStream() {
            stream = null;
            events = null;
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

    SiteAnswer answer(HttpServletRequest request, HttpServletResponse response, Held held) {
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
        held.route = match.route();
        var call = call(request, match.values());
        var terms = turns.in(() -> match.route().owner().terms(call));
        SiteHeaders.write(response, terms.hosts());
        held.hosts = terms.hosts();
        cors.apply(request, response, terms.hosts(), call.origin(), found.allowed());
        if (isQuestion) {
            return NO_CONTENT;
        }
        if (terms.isSenderKnown()) {
            Sender.isKnown(request);
        }
        return handle(request, match.route(), new Known(call, terms.sender()), held);
    }

    /** A call, and who is known to make it. */
    private record Known(Call call, @Nullable Object sender) {}

    private SiteAnswer handle(HttpServletRequest request, SiteRoute route, Known known, Held held) {
        var sent = bodies.read(request, route.body(), held);
        held.sent = sent;
        var takesTurns = route.body() instanceof SiteBody.Files;
        if (!takesTurns) {
            held.turn = turns.begin();
        }
        var siteCall = new SiteCall(known.call(), known.sender(), request, sent, takesTurns ? turns : null);
        var answer = RetryOnConflict.run(() -> route.endpoint().handle(siteCall));
        held.events = events(answer);
        if (held.events != null) {
            // A stream lasts, and asks for its events by itself.
            held.endTurn();
        }
        if (held.events != null && !request.getMethod().equals("HEAD")) {
            bodies.skip(request);
            held.stream = streams.begin(known.call().address());
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
