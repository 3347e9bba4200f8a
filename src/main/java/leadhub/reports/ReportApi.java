package leadhub.reports;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.leads.lists.LeadFilterReader;
import leadhub.web.input.QueryInput;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports in the LeadHub dialect: the days are those of the workspace's time zone. */
@Component
class ReportApi implements Routes.Provider {
    private final Reports reports;
    private final LeadFilterReader filters;
    private final Workspaces workspaces;
    private final Clock clock;

    ReportApi(Reports reports, LeadFilterReader filters, Workspaces workspaces, Clock clock) {
        this.reports = reports;
        this.filters = filters;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/reports/{report}", Scope.READ_LEADS, this::show);
    }

    private Answer show(Exchange exchange) {
        var report = Report.named(exchange.text(0))
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("report.not_found")).exception());
        var caller = exchange.caller();
        var workspace = workspaces.get(caller);
        var zone = ZoneId.of(workspace.timeZone());
        var query = new QueryInput(exchange.query());
        var filter = filters.read(caller, query);
        var request = ReportRequest.read(report, query, LocalDate.ofInstant(clock.instant(), zone), zone, filter);
        query.errors().check();
        return Answer.ok(new Envelope.One<>(View.of(reports.read(caller, request, workspace.currency()))));
    }

    /** A report as the contract spells it. */
    record View(List<Column> columns, List<Map<String, @Nullable Object>> rows) {
        record Column(String key, String type) {}

        static View of(ReportTable table) {
            var columns = table.columns().stream()
                    .map(column -> new Column(column.word(), column.type().word()))
                    .toList();
            var rows = table.rows().stream().map(row -> values(table, row)).toList();
            return new View(columns, rows);
        }

        private static Map<String, @Nullable Object> values(ReportTable table, ReportTable.Row row) {
            var values = new LinkedHashMap<String, @Nullable Object>();
            table.columns().forEach(column -> values.put(column.word(), plain(row.get(column))));
            return values;
        }

        private static @Nullable Object plain(@Nullable Object value) {
            return switch (value) {
                case LocalDate day -> day.toString();
                // 1000.00 is 1000.
                case BigDecimal number -> plain(number.stripTrailingZeros());
                case null, default -> value;
            };
        }

        private static BigDecimal plain(BigDecimal number) {
            return number.scale() < 0 ? number.setScale(0) : number;
        }
    }
}
