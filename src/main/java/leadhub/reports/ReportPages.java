package leadhub.reports;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.pages.LeadQuery;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import leadhub.web.input.Texts;
import org.springframework.stereotype.Component;

/** The page of reports, of which the address says all, and its file. */
@Component
class ReportPages implements PageRoutes.Provider {
    private final Reports reports;
    private final Dashboards dashboards;
    private final LeadQuery queries;
    private final Clock clock;

    ReportPages(Reports reports, Dashboards dashboards, LeadQuery queries, Clock clock) {
        this.reports = reports;
        this.dashboards = dashboards;
        this.queries = queries;
        this.clock = clock;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/reports", Role.READ_ONLY, this::show)
                .inMenu(35, "chart-bar", "reports.title")
                .getPart("/reports/csv", Role.READ_ONLY, this::csv);
    }

    private Reply show(Visit visit) {
        var plain = queries.asked(visit);
        var query = new QueryInput(plain);
        var request = read(visit, query);
        var problems = query.errors().all();
        var table = problems.isEmpty()
                ? reports.read(visit.caller(), request, visit.visitor().currency())
                : new ReportTable(request.report().columns(request.unit()), List.of());
        var chart = ReportChart.of(visit.page(), request, table);
        var pin = new DashboardScreen.Pin(
                dashboards.all(visit.caller()).stream()
                        .filter(one -> dashboards.mayChange(visit.caller(), one))
                        .filter(one -> one.tiles().size() < Dashboard.MOST_TILES)
                        .toList(),
                request,
                filters(plain));
        var screen = new ReportScreen(request, table, chart, filters(plain), problems, pin);
        return problems.isEmpty() ? Reply.page("reports/show.jte", screen) : Reply.refused("reports/show.jte", screen);
    }

    private Reply csv(Visit visit) {
        var query = new QueryInput(queries.asked(visit));
        var request = read(visit, query);
        query.errors().check();
        var table = reports.read(visit.caller(), request, visit.visitor().currency());
        return new Reply.Download(
                request.fileName(),
                "text/csv; charset=utf-8",
                ReportCsv.of(table).getBytes(StandardCharsets.UTF_8));
    }

    private ReportRequest read(Visit visit, QueryInput query) {
        var word = query.text("report");
        var report = word == null
                ? Report.LEADS
                : Report.named(word)
                        .orElseThrow(() -> new Problem.NotFound(Refusal.of("report.not_found")).exception());
        var zone = visit.page().zone();
        var filter = queries.read(visit, query);
        return ReportRequest.read(report, query, LocalDate.ofInstant(clock.instant(), zone), zone, filter);
    }

    /** What is asked of leads, as it stands in the address. */
    private static Map<String, String> filters(Query query) {
        var filters = new LinkedHashMap<String, String>();
        for (var name : query.names()) {
            if (TileReader.isFilter(name)) {
                query.value(name)
                        .filter(Texts::isSound)
                        .filter(value -> !value.isEmpty())
                        .ifPresent(value -> filters.put(name, value));
            }
        }
        return filters;
    }
}
