package leadhub.panel;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The panel's cookies: bound to this host alone where the connection is encrypted. */
public final class Cookies {
    /** The token of a session. */
    public static final String SESSION = "leadhub-session";
    /** Identifies a browser that somebody has signed in with before. */
    public static final String BROWSER = "leadhub-browser";
    /** Ties forms to a visitor who isn't signed in. */
    static final String VISIT = "leadhub-visit";
    /** A toast that outlives a redirect; the page's script reads and deletes it. */
    static final String TOAST = "leadhub-toast";

    private Cookies() {}

    static @Nullable String read(HttpServletRequest request, String origin, String name) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (var cookie : cookies) {
            if (cookie.getName().equals(full(origin, name))
                    && !cookie.getValue().isEmpty()) {
                return cookie.getValue();
            }
        }
        return null;
    }

    static void write(HttpServletResponse response, String origin, String name, String value) {
        var cookie = new Cookie(full(origin, name), value);
        cookie.setPath("/");
        cookie.setSecure(origin.startsWith("https:"));
        cookie.setHttpOnly(!name.equals(TOAST));
        cookie.setAttribute("SameSite", "Lax");
        if (value.isEmpty()) {
            cookie.setMaxAge(0);
        } else if (name.equals(SESSION)) {
            // Seconds. The session itself ends when the database says so.
            cookie.setMaxAge(400 * 24 * 3600);
        } else if (name.equals(BROWSER)) {
            cookie.setMaxAge(180 * 24 * 3600);
        } else if (name.equals(TOAST)) {
            cookie.setMaxAge(60);
        }
        response.addCookie(cookie);
    }

    private static String full(String origin, String name) {
        return origin.startsWith("https:") && !name.equals(TOAST) ? "__Host-" + name : name;
    }
}
