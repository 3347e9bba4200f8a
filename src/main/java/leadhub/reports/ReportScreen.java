package leadhub.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.base.Refusal;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * What the page of reports shows.
 *
 * @param filters what is asked of leads beyond the report's own time, as the list of leads has it in its address
 * @param problems what is wrong with what was asked, in words
 * @param pin where it can be put; null on a dashboard
 */
public record ReportScreen(
        ReportRequest request,
        ReportTable table,
        ReportChart chart,
        Map<String, String> filters,
        List<Refusal> problems,
        DashboardScreen.@Nullable Pin pin) {

    /** As a dashboard shows it. */
    static ReportScreen of(ReportRequest request, ReportTable table, ReportChart chart, Map<String, String> filters) {
        return new ReportScreen(request, table, chart, filters, List.of(), null);
    }

    /** Its own address. */
    public String own() {
        return "/reports?" + encoded(request.report().word(), request.unit().word());
    }

    /** The same time and filters in another report, whose usual periods it takes. */
    public String path(Report report) {
        return "/reports?" + encoded(report.word(), null);
    }

    public String csv() {
        return "/reports/csv?" + encoded(request.report().word(), request.unit().word());
    }

    /** The list of leads with the same filters. */
    public String leads() {
        return filters.isEmpty() ? "/leads" : "/leads?" + joined(filters);
    }

    private String encoded(String report, @Nullable String unit) {
        var times = "report=" + report + "&from=" + request.from() + "&to=" + request.to()
                + (unit == null ? "" : "&group_by=" + unit);
        return filters.isEmpty() ? times : times + "&" + joined(filters);
    }

    private static String joined(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> encode(value.getKey()) + "=" + encode(value.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What stands in a cell, as whoever looks reads it; {@code ""} for nothing. */
    public String text(Page page, ReportTable.Row row, ReportColumn column) {
        var value = row.get(column);
        return switch (column.type()) {
            case DATE -> value instanceof LocalDate day ? page.date(day) : "";
            case TEXT ->
                value == null ? page.say("reports.nothing." + request.report().word()) : value.toString();
            case ID -> "";
            case NUMBER -> page.number(row.number(column));
            case MONEY -> page.money((BigDecimal) value, (String) row.get(ReportColumn.CURRENCY));
            case DAYS -> lasting(page, value, 86_400);
            case MINUTES -> lasting(page, value, 60);
            case SHARE -> value == null ? "–" : page.say("home.share", value);
        };
    }

    private static String lasting(Page page, @Nullable Object value, long seconds) {
        return value == null
                ? "–"
                // Days have a fraction of four digits, which is less than a minute.
                : page.duration(Duration.ofMinutes(new BigDecimal(value.toString())
                        .multiply(BigDecimal.valueOf(seconds))
                        .divide(BigDecimal.valueOf(60), 0, RoundingMode.HALF_UP)
                        .longValue()));
    }

    /** The columns that people read. */
    public List<ReportColumn> columns() {
        return table.columns().stream()
                .filter(column -> column.type() != ReportColumn.Type.ID && column != ReportColumn.CURRENCY)
                .toList();
    }
}
