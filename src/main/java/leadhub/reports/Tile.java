package leadhub.reports;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import leadhub.leads.lists.LeadCube;
import leadhub.leads.lists.LeadFilter;

/**
 * A report on a dashboard.
 *
 * @param id no other tile's, for its dashboard's stands before its own number; 0 until it has one
 * @param filter which leads count, as the address of the list of leads asks for them
 * @param days how many, of which today is the last
 */
public record Tile(
        long id, Report report, Map<String, String> filter, LeadCube.Unit unit, int days, Shows shows, Size size) {
    /** Five years. */
    public static final int MOST_DAYS = 1_830;

    static final int USUAL_DAYS = 30;
    /** So many tiles a dashboard can have had. */
    static final long MOST_IDS = 1_000_000;

    /** What stands in it. */
    public enum Shows {
        CHART,
        TABLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much of a row it takes. */
    public enum Size {
        S,
        M,
        L;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Tile numbered(long number) {
        return new Tile(number, report, filter, unit, days, shows, size);
    }

    Tile in(Size other) {
        return new Tile(id, report, filter, unit, days, shows, other);
    }

    Tile showing(Shows other) {
        return new Tile(id, report, filter, unit, days, other, size);
    }

    /** @param leads those that its filter asks for */
    ReportRequest request(LocalDate today, ZoneId zone, LeadFilter leads) {
        return new ReportRequest(report, today.minusDays(days - 1L), today, unit, zone, leads);
    }

    /** Whether its days have more periods than a report can have. */
    boolean hasTooManyPeriods() {
        return unit == LeadCube.Unit.DAY && days > ReportRequest.MOST_PERIODS;
    }

    /** As the contract, and the database, spell it. */
    Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("report", report.word());
        members.put("filter", filter);
        members.put("group_by", unit.word());
        members.put("days", days);
        members.put("shows", shows.word());
        members.put("size", size.word());
        return members;
    }
}
