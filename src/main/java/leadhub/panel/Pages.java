package leadhub.panel;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import leadhub.panel.PageRoutes.PageRoute;
import leadhub.web.RouteTable;
import org.springframework.stereotype.Component;

/** All pages and actions of the panel with their routes. */
@Component
public final class Pages {
    private final RouteTable<PageRoute> table;
    private final Set<String> wayIn;
    private final Menus menus;

    Pages(List<PageRoutes.Provider> providers, SentForms forms) {
        var routes = new PageRoutes();
        providers.forEach(provider -> provider.declare(routes));
        this.table = new RouteTable<>(routes.all().stream()
                .map(forms::guarded)
                .sorted(Comparator.comparing(PageRoute::template))
                .toList());
        this.wayIn = routes.wayIn();
        this.menus = new Menus(routes.menus());
    }

    /** Every page and action there is, in the order of the paths. */
    public List<PageRoute> all() {
        return table.all();
    }

    /** Whether somebody who has still to set up the second step of signing in gets there. */
    boolean isOnTheWayIn(PageRoute route) {
        return route.least() == null || wayIn.contains(route.template());
    }

    Menus menus() {
        return menus;
    }

    RouteTable.Found<PageRoute> find(String path) {
        return table.find(path);
    }

    /** What the container is to hand over. */
    Set<String> urlPatterns() {
        return table.urlPatterns();
    }
}
