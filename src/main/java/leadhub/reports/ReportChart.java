package leadhub.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.leads.lists.LeadCube;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * A report as bars, of which each has parts that stand on one another. The table below says the same in numbers.
 *
 * @param legend what the parts are called, in their order
 */
public record ReportChart(List<Bar> bars, List<String> legend) {
    /** As many colours as there are, the last for all others. */
    private static final int MOST_PARTS = 6;

    private static final int MOST_BARS = 24;
    private static final BigDecimal HEIGHT = BigDecimal.valueOf(100);

    /** One bar. */
    public record Bar(String label, List<Part> parts) {}

    /**
     * A part of a bar.
     *
     * @param number which colour it has, from 1
     * @param y where it begins, from the top
     */
    public record Part(int number, String y, String height, String title) {}

    /** The numbers of a bar, by what they are of. */
    private record Numbers(String label, Map<String, BigDecimal> parts) {}

    static ReportChart of(Page page, ReportRequest request, ReportTable table) {
        var numbers = numbers(page, request, table);
        var names = names(numbers);
        var top = numbers.stream().map(ReportChart::total).reduce(BigDecimal.ONE, BigDecimal::max);
        var bars = numbers.stream().map(one -> bar(page, one, names, top)).toList();
        return new ReportChart(bars, names);
    }

    private static List<Numbers> numbers(Page page, ReportRequest request, ReportTable table) {
        var bars = new LinkedHashMap<String, Map<String, BigDecimal>>();
        var currency = page.visitor().currency();
        for (var row : table.rows()) {
            var part = part(page, request.report(), row);
            var day = row.get(ReportColumn.PERIOD) instanceof LocalDate period ? page.day(period) : part;
            if (row.get(ReportColumn.PERIOD) == null && bars.size() == MOST_BARS) {
                break;
            }
            var parts = bars.computeIfAbsent(day, label -> new LinkedHashMap<>());
            for (var column : shown(request)) {
                var isOtherMoney =
                        column.type() == ReportColumn.Type.MONEY && !currency.equals(row.get(ReportColumn.CURRENCY));
                var name = request.report().isByMoreThanTime() && row.get(ReportColumn.PERIOD) != null
                        ? part
                        : page.say("reports.column." + column.word());
                if (!isOtherMoney) {
                    parts.merge(name, number(row, column), BigDecimal::add);
                }
            }
        }
        return bars.entrySet().stream()
                .map(bar -> new Numbers(bar.getKey(), bar.getValue()))
                .toList();
    }

    private static List<ReportColumn> shown(ReportRequest request) {
        return switch (request.report()) {
            case LEADS, SOURCES, PEOPLE -> List.of(ReportColumn.LEADS);
            case CONVERSION -> List.of(ReportColumn.WON, ReportColumn.OPEN, ReportColumn.LOST);
            case VALUE -> List.of(ReportColumn.WON_VALUE, ReportColumn.LOST_VALUE);
            case LOST_REASONS -> List.of(ReportColumn.LOST);
            // Medians of stages can't stand on one another.
            case STAGES -> List.of(request.unit() == LeadCube.Unit.NONE ? ReportColumn.MEDIAN_DAYS : ReportColumn.LEFT);
            case FIRST_RESPONSE -> List.of(ReportColumn.MEDIAN_MINUTES);
        };
    }

    private static String part(Page page, Report report, ReportTable.Row row) {
        @Nullable
        Object value = switch (report) {
            case SOURCES -> row.get(ReportColumn.SOURCE);
            case PEOPLE -> row.get(ReportColumn.NAME);
            case LOST_REASONS -> row.get(ReportColumn.LOST_REASON);
            case STAGES -> row.get(ReportColumn.PIPELINE) + ": " + row.get(ReportColumn.STAGE);
            case LEADS, CONVERSION, VALUE, FIRST_RESPONSE -> "";
        };
        return value == null ? page.say("reports.nothing." + report.word()) : value.toString();
    }

    private static BigDecimal number(ReportTable.Row row, ReportColumn column) {
        return row.get(column) instanceof BigDecimal value ? value : BigDecimal.valueOf(row.number(column));
    }

    /** The biggest ones, and one for all others. */
    private static List<String> names(List<Numbers> bars) {
        var sums = new LinkedHashMap<String, BigDecimal>();
        bars.forEach(bar -> bar.parts().forEach((name, number) -> sums.merge(name, number, BigDecimal::add)));
        if (sums.size() <= MOST_PARTS) {
            return List.copyOf(sums.keySet());
        }
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
                .limit(MOST_PARTS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static BigDecimal total(Numbers bar) {
        return bar.parts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Bar bar(Page page, Numbers numbers, List<String> names, BigDecimal top) {
        var parts = new ArrayList<Part>();
        var bottom = HEIGHT;
        for (var place = 0; place < names.size(); place++) {
            var number = Objects.requireNonNullElse(numbers.parts().get(names.get(place)), BigDecimal.ZERO);
            var height = number.multiply(HEIGHT).divide(top, 3, RoundingMode.HALF_UP);
            bottom = bottom.subtract(height);
            if (number.signum() > 0) {
                var title = page.say("reports.bar", numbers.label(), names.get(place), page.number(number));
                parts.add(new Part(place + 1, bottom.toPlainString(), height.toPlainString(), title));
            }
        }
        return new Bar(numbers.label(), parts);
    }
}
