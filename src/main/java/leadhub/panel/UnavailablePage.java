package leadhub.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;

/**
 * What a visitor sees while the database is away. A page tries again by itself; a form never does, for what it asked for
 * may have happened.
 */
final class UnavailablePage {
    private static final String TITLE = "wrong.unavailable";

    private UnavailablePage() {}

    static Reply reply(HttpServletRequest request, Duration retryAfter) {
        var seconds = Long.toString(retryAfter.toSeconds());
        var isRead = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        var isByScript = request.getHeader("HX-Request") != null;
        var isPart = isByScript && request.getHeader("HX-Boosted") == null;
        var page = new Reply.Html(
                503,
                RefusalPage.TEMPLATE,
                new ErrorPage(503, TITLE, isRead ? "wrong.again-by-itself" : "wrong.maybe-done"));
        if (isPart) {
            // What stands on the page stays there.
            var part = new Reply.WithHeaders(Map.of("Retry-After", seconds, "HX-Reswap", "none"), page);
            if (request.getHeader("X-Poll") != null) {
                // The script says it once, for as long as it is so.
                return part;
            }
            return part.saying(isRead ? TITLE : "wrong.maybe-done");
        }
        if (isRead && isByScript) {
            // A page that comes by script would not try again: the browser is to fetch it itself.
            var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            return new Reply.WithHeaders(
                    Map.of("Retry-After", seconds, "HX-Redirect", request.getRequestURI() + query), page);
        }
        return isRead
                ? new Reply.WithHeaders(Map.of("Retry-After", seconds, "Refresh", seconds), page)
                : page.with("Retry-After", seconds);
    }
}
