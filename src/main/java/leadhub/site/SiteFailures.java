package leadhub.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.site.SiteRoutes.SiteRoute;
import org.springframework.stereotype.Component;

/** Answers a request that failed. Where the database can't be asked, a person's page keeps what they sent, and sends it again. */
@Component
final class SiteFailures {
    private static final int MOST_PATHS = 10_000;

    private final SiteBodies bodies;
    private final SiteRefusals refusals;
    /** Who might show a path in a frame when it was last asked, so that the page is seen where the form was. */
    private final Cache<String, AllowedHosts> hosts =
            Caffeine.newBuilder().maximumSize(MOST_PATHS).build();

    SiteFailures(SiteBodies bodies, SiteRefusals refusals) {
        this.bodies = bodies;
        this.refusals = refusals;
    }

    void remember(HttpServletRequest request, SiteCalls.Held held) {
        if (held.hosts != null) {
            hosts.put(request.getRequestURI(), held.hosts);
        }
    }

    SiteAnswer of(HttpServletRequest request, HttpServletResponse response, SiteCalls.Held held, Problem problem) {
        return problem instanceof Problem.Unavailable(var after) && held.route != null && SentAgain.isFor(request)
                ? kept(request, response, held, held.route, after)
                : refusals.of(request, problem);
    }

    private SiteAnswer kept(
            HttpServletRequest request,
            HttpServletResponse response,
            SiteCalls.Held held,
            SiteRoute route,
            Duration after) {
        try {
            var sent = Objects.requireNonNullElseGet(held.sent, () -> bodies.read(request, route.body(), held));
            var allowed = hosts.getIfPresent(request.getRequestURI());
            if (allowed != null) {
                SiteHeaders.write(response, allowed);
            }
            var seconds = Long.toString(Math.max(1, after.toSeconds()));
            return new SiteAnswer.Page(503, null, "site/again.jte", SentAgain.of(request, sent, seconds))
                    .with("Retry-After", seconds);
        } catch (ProblemException e) {
            return refusals.of(request, new Problem.Unavailable(after));
        }
    }
}
