package leadhub.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.web.RouteTable;
import org.springframework.stereotype.Component;

/** Finds the endpoint of a method and path in a dialect. */
@Component
public final class Router {
    private final Map<Class<? extends Dialect>, RouteTable<Route>> tables = new HashMap<>();

    Router(List<Routes.Provider> providers, List<Dialect> dialects) {
        for (var dialect : dialects) {
            var routes = new Routes();
            providers.stream()
                    .filter(provider -> provider.dialect().isInstance(dialect))
                    .forEach(provider -> provider.declare(routes));
            tables.put(dialect.getClass(), new RouteTable<>(routes.all()));
        }
    }

    RouteTable.Found<Route> find(Dialect dialect, String path) {
        return table(dialect).find(path);
    }

    /** Every route of a dialect. */
    public List<Route> all(Dialect dialect) {
        return table(dialect).all();
    }

    private RouteTable<Route> table(Dialect dialect) {
        return Objects.requireNonNull(tables.get(dialect.getClass()));
    }
}
