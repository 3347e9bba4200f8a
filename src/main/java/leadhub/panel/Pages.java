package leadhub.panel;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.panel.PageRoutes.PageRoute;
import leadhub.web.PathTemplate;
import org.springframework.stereotype.Component;

/** All pages and actions of the panel, and where each is found. */
@Component
public final class Pages {
    private final List<PageRoute> routes;
    private final Set<String> wayIn;

    Pages(List<PageRoutes.Provider> providers) {
        var table = new PageRoutes();
        providers.forEach(provider -> provider.declare(table));
        // A brace comes after every letter, so that /leads/new stands before /leads/{id}.
        this.routes = table.all().stream()
                .sorted(Comparator.comparing(PageRoute::template))
                .toList();
        this.wayIn = table.wayIn();
    }

    /** Every page and action there is. */
    public List<PageRoute> all() {
        return routes;
    }

    /** Whether somebody who has still to set up the second step of signing in gets there. */
    boolean isOnTheWayIn(PageRoute route) {
        return route.least() == null || wayIn.contains(route.template());
    }

    record Match(PageRoute route, List<String> values) {}

    /** What a path offers, by method; nothing where there is no such path. */
    Map<String, Match> find(String path) {
        var segments = PathTemplate.segmentsOf(path);
        var byMethod = new LinkedHashMap<String, Match>();
        for (var route : routes) {
            route.path()
                    .match(segments)
                    .ifPresent(values -> byMethod.putIfAbsent(route.method(), new Match(route, values)));
        }
        return byMethod;
    }

    /** What the container is to hand over. */
    Set<String> urlPatterns() {
        var patterns = new LinkedHashSet<String>();
        for (var route : routes) {
            var first = route.path().segments().getFirst();
            patterns.add("/" + first);
            if (!first.isEmpty()) {
                patterns.add("/" + first + "/*");
            }
        }
        // An empty pattern is the root alone.
        if (patterns.remove("/")) {
            patterns.add("");
        }
        return patterns;
    }
}
