package leadhub.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import leadhub.base.settings.Settings;
import org.springframework.stereotype.Component;

/** Lets scripts of configured sites call the API from a browser; off unless some are configured. */
@Component
final class Cors {
    private final List<String> origins;

    Cors(Settings settings) {
        this.origins = settings.corsOrigins();
    }

    /** Writes the headers for a site that may call; returns whether this is only the browser's question beforehand. */
    boolean answer(HttpServletRequest request, HttpServletResponse response) {
        var origin = request.getHeader("Origin");
        if (origin == null || origins.isEmpty()) {
            return false;
        }
        response.addHeader("Vary", "Origin");
        if (!origins.contains("*") && !origins.contains(origin)) {
            return false;
        }
        // Keys travel in headers, never in cookies, so that any site may be named here without credentials.
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader(
                "Access-Control-Expose-Headers",
                "ETag, Location, Retry-After, Idempotent-Replayed, X-Request-Id, X-RateLimit-Limit, "
                        + "X-RateLimit-Remaining, X-RateLimit-Reset, RateLimit, RateLimit-Policy");
        if (!request.getMethod().equals("OPTIONS") || request.getHeader("Access-Control-Request-Method") == null) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
        response.setHeader(
                "Access-Control-Allow-Headers",
                "Authorization, X-API-Key, Content-Type, Accept, Idempotency-Key, If-Match, If-None-Match, X-Request-Id");
        response.setHeader("Access-Control-Max-Age", "600");
        return true;
    }
}
