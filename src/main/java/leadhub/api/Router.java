package leadhub.api;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leadhub.web.PathTemplate;
import org.springframework.stereotype.Component;

/** Finds the endpoint of a method and path in a dialect. */
@Component
public final class Router {
    private final Map<Class<? extends Dialect>, List<Route>> routes = new LinkedHashMap<>();

    Router(List<Routes.Provider> providers, List<Dialect> dialects) {
        for (var dialect : dialects) {
            var table = new Routes();
            providers.stream()
                    .filter(provider -> provider.dialect().isInstance(dialect))
                    .forEach(provider -> provider.declare(table));
            routes.put(dialect.getClass(), table.all());
        }
    }

    /** A route and the values its path had. */
    record Match(Route route, List<String> values) {}

    /** What a path offers: a route for each method, none where there is no such path. */
    record Found(Map<String, Match> byMethod) {
        Optional<Match> method(String method) {
            // HEAD works wherever GET does.
            return Optional.ofNullable(byMethod.get(method.equals("HEAD") ? "GET" : method));
        }

        Set<String> allowed() {
            var allowed = new LinkedHashSet<>(byMethod.keySet());
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            allowed.add("OPTIONS");
            return allowed;
        }

        boolean isOpen() {
            return byMethod.values().stream().anyMatch(match -> match.route().open());
        }
    }

    Found find(Dialect dialect, String path) {
        var segments = PathTemplate.segmentsOf(path);
        var byMethod = new LinkedHashMap<String, Match>();
        for (var route : all(dialect)) {
            route.match(segments).ifPresent(values -> byMethod.put(route.method(), new Match(route, values)));
        }
        return new Found(byMethod);
    }

    /** Every route of a dialect. */
    public List<Route> all(Dialect dialect) {
        return routes.getOrDefault(dialect.getClass(), List.of());
    }
}
