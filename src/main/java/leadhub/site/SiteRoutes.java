package leadhub.site;

import java.util.ArrayList;
import java.util.List;
import leadhub.web.RouteTable;
import leadhub.web.intake.UploadLimits;

/** The strangers' table of contents: one line a page or call, no logic. */
public final class SiteRoutes {
    private final List<SiteRoute> routes = new ArrayList<>();

    /** Implemented by features with pages or calls for strangers. */
    public interface Provider {
        /** Writes its pages and calls into the table. */
        void declare(SiteRoutes routes);
    }

    /** One page or call. */
    public record SiteRoute(String method, String template, SiteOwner owner, SiteBody body, SiteEndpoint endpoint)
            implements RouteTable.Line {}

    public SiteRoutes get(String template, SiteOwner owner, SiteEndpoint endpoint) {
        return add("GET", template, owner, new SiteBody.Nothing(), endpoint);
    }

    /** @param most bytes of the body */
    public SiteRoutes post(String template, SiteOwner owner, int most, SiteEndpoint endpoint) {
        return add("POST", template, owner, new SiteBody.Raw(most), endpoint);
    }

    /** Like {@link #post}, reads forms with files too, and takes turns by itself ({@link SiteCall#inTurn}). */
    public SiteRoutes postFiles(String template, SiteOwner owner, UploadLimits limits, SiteEndpoint endpoint) {
        return add("POST", template, owner, new SiteBody.Files(limits), endpoint);
    }

    private SiteRoutes add(String method, String template, SiteOwner owner, SiteBody body, SiteEndpoint endpoint) {
        routes.add(new SiteRoute(method, template, owner, body, endpoint));
        return this;
    }

    /** All lines of the table. */
    List<SiteRoute> all() {
        return List.copyOf(routes);
    }
}
