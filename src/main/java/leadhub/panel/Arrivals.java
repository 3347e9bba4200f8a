package leadhub.panel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import leadhub.web.intake.ClientAddress;
import leadhub.web.intake.Sender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out who is visiting the panel. */
@Component
final class Arrivals {
    /** The header by which our pages say that nobody asked. */
    private static final String POLL = "X-Poll";
    /** What browsers ask for by themselves, again and again. */
    private static final String EVENTS = "text/event-stream";

    private final Visitors visitors;
    private final Frames frames;
    private final ClientAddress addresses;

    Arrivals(Visitors visitors, Frames frames, ClientAddress addresses) {
        this.visitors = visitors;
        this.frames = frames;
        this.addresses = addresses;
    }

    /**
     * A visitor who may or may not be signed in.
     *
     * @param origin scheme, host and port under which they see us
     * @param token what the cookie of the session holds, whether or not the session is still good
     * @param secret what tokens of forms are made of; {@code ""} as long as nobody knows whose session it is
     */
    record Arrival(String origin, @Nullable String token, String secret, Page page) {
        /** Without what lets somebody in. */
        @Override
        public String toString() {
            return "Arrival[" + origin + "]";
        }
    }

    /** Whoever it is: what is shown if nobody can say whose session it is. */
    Arrival ofAnybody(HttpServletRequest request) {
        var origin = addresses.origin(request);
        var token = Cookies.read(request, origin, Cookies.SESSION);
        return new Arrival(origin, token, "", frames.page(request, null, ""));
    }

    /** The same with the visitor, if the session is good. */
    Arrival identified(HttpServletRequest request, HttpServletResponse response, Arrival arrival) {
        var token = arrival.token();
        var visitor = token == null ? Optional.<Visitor>empty() : visitors.find(token, isPoll(request));
        if (visitor.isPresent()) {
            Sender.isKnown(request);
        }
        var secret = visitor.map(Visitor::formSecret)
                .or(() -> visitor.isPresent() ? Optional.ofNullable(token) : Optional.empty())
                .orElseGet(() -> visit(request, response, arrival.origin()));
        var page = frames.page(request, visitor.orElse(null), Csrf.token(secret));
        return new Arrival(arrival.origin(), token, secret, page);
    }

    private static boolean isPoll(HttpServletRequest request) {
        return request.getHeader(POLL) != null || EVENTS.equals(request.getHeader("Accept"));
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
}
