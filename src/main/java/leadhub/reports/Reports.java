package leadhub.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import leadhub.base.Caller;
import leadhub.leads.lists.LeadCube;
import leadhub.leads.lists.LeadCubes;
import leadhub.leads.record.LeadStatus;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes reports of the leads that a caller sees. */
@Service
public class Reports {
    private final LeadCubes cubes;
    private final SpanReports spans;
    private final Users users;

    Reports(LeadCubes cubes, SpanReports spans, Users users) {
        this.cubes = cubes;
        this.spans = spans;
        this.users = users;
    }

    /** Where a row stands. @param part the source, person or reason; the currency in a report of values */
    private record Place(@Nullable LocalDate period, String part) {}

    /** What is counted for a row. */
    private static final class Figures {
        private final Map<LeadStatus, LeadCube.Sum> sums = new EnumMap<>(LeadStatus.class);

        void add(LeadStatus status, LeadCube.Sum sum) {
            sums.merge(
                    status,
                    sum,
                    (one, other) -> new LeadCube.Sum(
                            one.leads() + other.leads(), one.value().add(other.value())));
        }

        long of(LeadStatus status) {
            var sum = sums.get(status);
            return sum == null ? 0 : sum.leads();
        }

        BigDecimal value(LeadStatus status) {
            var sum = sums.get(status);
            return sum == null ? BigDecimal.ZERO : sum.value();
        }

        long all() {
            return sums.values().stream().mapToLong(LeadCube.Sum::leads).sum();
        }
    }

    /** @param currency the workspace's, which is that of deals without one */
    public ReportTable read(Caller caller, ReportRequest request, String currency) {
        var report = request.report();
        if (report == Report.STAGES) {
            return new ReportTable(report.columns(request.unit()), spans.stages(caller, request));
        }
        if (report == Report.FIRST_RESPONSE) {
            return new ReportTable(report.columns(request.unit()), spans.responses(caller, request));
        }
        var figures = new HashMap<Place, Figures>();
        cubes.cells(caller, request.filter(), request.cube()).forEach((key, sum) -> {
            if (report != Report.LOST_REASONS || key.status() == LeadStatus.LOST) {
                var part = report == Report.VALUE ? Objects.requireNonNullElse(key.currency(), currency) : key.of();
                figures.computeIfAbsent(new Place(key.period(), part), place -> new Figures())
                        .add(key.status(), sum);
            }
        });
        fill(figures, request, currency);
        var names = report == Report.PEOPLE ? names(caller) : Map.<String, String>of();
        var rows = figures.entrySet().stream()
                .sorted(order(report))
                .map(entry -> row(report, entry.getKey(), entry.getValue(), names))
                .toList();
        return new ReportTable(report.columns(request.unit()), rows);
    }

    /** Where nothing happened stands a row too, so that no period is missing. */
    private static void fill(Map<Place, Figures> figures, ReportRequest request, String currency) {
        if (request.report().isByMoreThanTime()) {
            return;
        }
        var parts = request.report() == Report.VALUE
                ? figures.isEmpty()
                        ? List.of(currency)
                        : figures.keySet().stream().map(Place::part).distinct().toList()
                : List.of("");
        var periods = request.unit() == LeadCube.Unit.NONE
                ? java.util.Collections.<@Nullable LocalDate>singletonList(null)
                : request.periods().days().toList();
        for (var period : periods) {
            for (var part : parts) {
                figures.computeIfAbsent(new Place(period, part), place -> new Figures());
            }
        }
    }

    /** By time, and within a period the biggest first. */
    private static Comparator<Map.Entry<Place, Figures>> order(Report report) {
        var byPeriod = Comparator.comparing(
                (Map.Entry<Place, Figures> entry) -> entry.getKey().period(),
                Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()));
        var byPart = Comparator.comparing(
                (Map.Entry<Place, Figures> entry) -> entry.getKey().part());
        return report.isByMoreThanTime()
                ? byPeriod.thenComparing(entry -> entry.getValue().all(), Comparator.reverseOrder())
                        .thenComparing(byPart)
                : byPeriod.thenComparing(byPart);
    }

    private static ReportTable.Row row(Report report, Place place, Figures figures, Map<String, String> names) {
        var won = figures.of(LeadStatus.CONVERTED);
        var lost = figures.of(LeadStatus.LOST);
        var all = figures.all();
        var row = ReportTable.Row.of()
                .with(ReportColumn.PERIOD, place.period())
                .with(ReportColumn.LEADS, all)
                .with(ReportColumn.OPEN, all - won - lost)
                .with(ReportColumn.WON, won)
                .with(ReportColumn.LOST, lost)
                .with(ReportColumn.WON_VALUE, figures.value(LeadStatus.CONVERTED))
                .with(ReportColumn.LOST_VALUE, figures.value(LeadStatus.LOST))
                .with(ReportColumn.WON_RATE, share(won, all));
        var part = place.part().isEmpty() ? null : place.part();
        return switch (report) {
            // The last two are made elsewhere.
            case LEADS, CONVERSION, STAGES, FIRST_RESPONSE -> row;
            case VALUE -> row.with(ReportColumn.CURRENCY, part);
            case SOURCES -> row.with(ReportColumn.SOURCE, part);
            case LOST_REASONS -> row.with(ReportColumn.LOST_REASON, part);
            case PEOPLE ->
                row.with(ReportColumn.USER_ID, part == null ? null : Long.valueOf(part))
                        .with(ReportColumn.NAME, part == null ? null : names.get(part));
        };
    }

    static @Nullable BigDecimal share(long part, long all) {
        return all == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(all), 4, RoundingMode.HALF_UP);
    }

    /** Of all people, also of those who are gone. */
    private Map<String, String> names(Caller caller) {
        var names = new TreeMap<String, String>();
        users.removed(caller).forEach(user -> names.put(Long.toString(user.id()), user.name()));
        users.all(caller).forEach(user -> names.put(Long.toString(user.id()), user.name()));
        return names;
    }
}
