package leadhub.reports;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.panel.FormErrors;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * What a dashboard's page shows.
 *
 * @param all those that the visitor can choose from
 * @param current null where there is none yet
 * @param mistake what is wrong in a form
 */
public record DashboardScreen(List<Dashboard> all, @Nullable Dashboard current, boolean mayChange, FormErrors mistake) {
    public String path(Dashboard dashboard) {
        return "/dashboards/" + dashboard.id();
    }

    public String path(Tile tile) {
        return "/dashboards/" + (current == null ? 0 : current.id()) + "/tiles/" + tile.id();
    }

    /** What stands above a tile. */
    public static String title(Page page, Tile tile) {
        return page.say("reports." + tile.report().word());
    }

    /** The time of a tile and how many filters it has. */
    public static String subtitle(Page page, Tile tile) {
        var days = page.say("dashboards.days", tile.days());
        return tile.filter().isEmpty()
                ? days
                : days + " · " + page.say("reports.filters", tile.filter().size());
    }

    /**
     * A tile with its report, which is asked for once the page is there.
     *
     * @param report null where its filter asks for what isn't there any more
     */
    public record Shown(Tile tile, @Nullable ReportScreen report) {
        /** The whole report, of the same days. */
        public String whole() {
            return report == null ? "/reports?report=" + tile.report().word() : report.own();
        }
    }

    /** What a report can be pinned to, and what it would be there. */
    public record Pin(List<Dashboard> dashboards, ReportRequest request, Map<String, String> filters) {
        public long days() {
            return Math.min(Tile.MOST_DAYS, request.from().until(request.to(), java.time.temporal.ChronoUnit.DAYS) + 1);
        }

        public String query() {
            return filters.entrySet().stream()
                    .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
                    .collect(Collectors.joining("&"));
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
