package leadhub.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import leadhub.panel.PageRoutes.PageRoute;

/** Asks for the password again before keys, people or security settings change, and leads back afterwards. */
final class Reauthentication {
    /** An action takes the password within this time. */
    static final Duration FOR_ACTIONS = Duration.ofMinutes(30);
    /** A form takes it earlier, so that what is typed into it is not lost. */
    static final Duration FOR_FORMS = Duration.ofMinutes(20);

    private Reauthentication() {}

    static boolean isTooOld(PageRoute route, Page page) {
        var within = route.proof();
        return within != null && page.visitor().provenAgo().compareTo(within) > 0;
    }

    /** To the page that asks, and from there to the wanted page, or to the one that the action stood on. */
    static Reply ask(HttpServletRequest request, String origin) {
        var isPage = request.getMethod().equals("GET") && request.getHeader("HX-Request") == null;
        var next = isPage ? path(request) : cameFrom(request, origin);
        return new Reply.Redirect("/confirm?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }

    private static String cameFrom(HttpServletRequest request, String origin) {
        var page = request.getHeader("Referer");
        return page != null && page.startsWith(origin + "/") ? page.substring(origin.length()) : "/settings";
    }
}
