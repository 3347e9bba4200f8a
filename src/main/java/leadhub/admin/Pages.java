package leadhub.admin;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.admin.PageRoutes.PageRoute;
import leadhub.api.PathTemplate;
import org.springframework.stereotype.Component;

/** All pages and actions of the panel, and where each is found. */
@Component
public final class Pages {
    private final List<PageRoute> routes;

    Pages(List<PageRoutes.Provider> providers) {
        var table = new PageRoutes();
        providers.forEach(provider -> provider.declare(table));
        // What is written out before what is a place, so that /leads/deleted is not taken for a lead.
        this.routes = table.all().stream()
                .sorted(Comparator.comparing(route -> route.template().indexOf('{') >= 0))
                .toList();
    }

    /** Every page and action there is. */
    public List<PageRoute> all() {
        return routes;
    }

    record Match(PageRoute route, List<String> values) {}

    /** What a path offers, by method; nothing where there is no such path. */
    Map<String, Match> find(String path) {
        var segments = PathTemplate.segmentsOf(path);
        var byMethod = new LinkedHashMap<String, Match>();
        for (var route : routes) {
            // The first line that fits.
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
