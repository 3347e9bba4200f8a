package leadhub.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;

/**
 * What a visitor sees while the database is away. A page tries again by itself; a form never does, for what it asked for
 * may have happened.
 */
final class UnavailablePage {
    private UnavailablePage() {}

    static Reply reply(HttpServletRequest request, Duration retryAfter) {
        var seconds = Long.toString(retryAfter.toSeconds());
        var isRead = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        var isByScript = request.getHeader("HX-Request") != null;
        if (isRead && isByScript && request.getHeader("HX-Boosted") != null) {
            // A page that comes by script would not try again: the browser is to fetch it itself.
            var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            return new Reply.WithHeaders(
                    Map.of("Retry-After", seconds, "HX-Redirect", request.getRequestURI() + query), page(""));
        }
        if (isByScript || !isRead) {
            return page(isRead ? "" : "wrong.maybe-done").with("Retry-After", seconds);
        }
        return new Reply.WithHeaders(Map.of("Retry-After", seconds, "Refresh", seconds), page("wrong.again-by-itself"));
    }

    private static Reply page(String detail) {
        return new Reply.Html(503, RefusalPage.TEMPLATE, new ErrorPage(503, "wrong.unavailable", detail));
    }
}
