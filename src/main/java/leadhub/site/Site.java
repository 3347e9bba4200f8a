package leadhub.site;

import java.util.List;
import java.util.Set;
import leadhub.site.SiteRoutes.SiteRoute;
import leadhub.web.RouteTable;
import org.springframework.stereotype.Component;

/** All pages and calls for strangers, and where each is found. */
@Component
public final class Site {
    private final RouteTable<SiteRoute> table;

    Site(List<SiteRoutes.Provider> providers) {
        var routes = new SiteRoutes();
        providers.forEach(provider -> provider.declare(routes));
        this.table = new RouteTable<>(routes.all());
    }

    /** All pages and calls. */
    public List<SiteRoute> all() {
        return table.all();
    }

    RouteTable.Found<SiteRoute> find(String path) {
        return table.find(path);
    }

    /** What the container is to hand over. */
    Set<String> urlPatterns() {
        return table.urlPatterns();
    }
}
