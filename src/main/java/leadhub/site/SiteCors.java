package leadhub.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/** Lets scripts of the hosts that a path's owner names call it from a browser, and those of no other site. No credentials. */
final class SiteCors {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final DefaultCorsProcessor processor = new DefaultCorsProcessor() {
        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            throw new Problem.Forbidden(Refusal.of("form.other_site")).exception();
        }
    };

    /** Writes the headers, or refuses. */
    void apply(
            HttpServletRequest request,
            HttpServletResponse response,
            AllowedHosts hosts,
            String origin,
            Set<String> methods) {
        try {
            processor.processRequest(new Configuration(hosts, origin, methods), request, response);
        } catch (IllegalArgumentException e) {
            throw new Problem.BadRequest(Refusal.of("request.unreadable")).exception();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Configuration extends CorsConfiguration {
        private final AllowedHosts hosts;
        private final String own;

        Configuration(AllowedHosts hosts, String own, Set<String> methods) {
            this.hosts = hosts;
            this.own = own;
            setAllowedMethods(List.copyOf(methods));
            setAllowedHeaders(List.of("Accept", "Authorization", "Content-Type", "Last-Event-ID", "X-Request-Id"));
            setExposedHeaders(List.of("Retry-After", "X-Request-Id"));
            setMaxAge(REMEMBERED);
        }

        @Override
        public @Nullable String checkOrigin(@Nullable String origin) {
            return origin != null && (origin.equals(own) || hosts.allow(origin)) ? origin : null;
        }
    }
}
