package leadhub.site;

import jakarta.servlet.http.HttpServletResponse;
import leadhub.web.PageHeaders;

/** The headers that differ from other pages': who may show ours in a frame is for the path's owner to say. */
final class SiteHeaders {
    private SiteHeaders() {}

    static void write(HttpServletResponse response, AllowedHosts hosts) {
        response.setHeader("Content-Security-Policy", PageHeaders.policy(hosts.frameAncestors()));
        // It knows one host at most, and older browsers would take it for the whole truth.
        response.setHeader("X-Frame-Options", hosts.isNone() ? "DENY" : null);
    }
}
