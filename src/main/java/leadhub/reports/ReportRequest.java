package leadhub.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import leadhub.base.Refusal;
import leadhub.conditions.Values;
import leadhub.leads.lists.LeadCube;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.Periods;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for.
 *
 * @param from the first day that counts
 * @param to the last day that counts
 * @param zone in which days begin
 */
public record ReportRequest(
        Report report, LocalDate from, LocalDate to, LeadCube.Unit unit, ZoneId zone, LeadFilter filter) {
    /** As many as somebody can look at, a year of days among them. */
    public static final int MOST_PERIODS = 400;

    private static final int USUAL_DAYS = 30;

    /** Reads the time and the periods; what can't be right is noted in the query's errors. */
    static ReportRequest read(Report report, QueryInput query, LocalDate today, ZoneId zone, LeadFilter filter) {
        var to = day(query, "to", today);
        var from = day(query, "from", to.minusDays(USUAL_DAYS - 1L));
        var usual = report.isByMoreThanTime() ? LeadCube.Unit.NONE : LeadCube.Unit.DAY;
        var unit = query.choice("group_by", LeadCube.Unit.class, usual);
        if (from.isAfter(to)) {
            query.reject("to", Refusal.of("report.ends_before"));
            from = to;
        }
        var request = new ReportRequest(report, from, to, unit, zone, filter);
        if (unit != LeadCube.Unit.NONE
                && request.periods().days().limit(MOST_PERIODS + 1L).count() > MOST_PERIODS) {
            query.reject("group_by", Refusal.of("report.too_many_periods").with("max", MOST_PERIODS));
            return new ReportRequest(report, to, to, unit, zone, filter);
        }
        return request;
    }

    private static LocalDate day(QueryInput query, String name, LocalDate usual) {
        @Nullable String text = query.text(name);
        if (text == null) {
            return usual;
        }
        if (!Values.isDay(text)) {
            query.reject(name, Refusal.of("date"));
            return usual;
        }
        return LocalDate.parse(text);
    }

    LeadCube cube() {
        return new LeadCube(report.when(), unit, report.by(), zone, begins(), ends());
    }

    /** The first instant that counts. */
    Instant begins() {
        return from.atStartOfDay(zone).toInstant();
    }

    /** The first instant that doesn't count any more. */
    Instant ends() {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }

    Periods periods() {
        return new Periods(unit, zone, begins(), ends());
    }

    /** How its file is called. */
    String fileName() {
        return "report-%s-%s-%s.csv".formatted(report.word().toLowerCase(Locale.ROOT), from, to);
    }
}
