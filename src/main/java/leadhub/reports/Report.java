package leadhub.reports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.leads.lists.LeadCube;

/** What a report tells, and by what. */
public enum Report {
    /** How many leads came in. */
    LEADS(LeadCube.When.CREATED, LeadCube.By.NOTHING, ReportColumn.LEADS),
    /** What became of the leads that came in. */
    CONVERSION(
            LeadCube.When.CREATED,
            LeadCube.By.NOTHING,
            ReportColumn.LEADS,
            ReportColumn.OPEN,
            ReportColumn.WON,
            ReportColumn.LOST,
            ReportColumn.WON_RATE),
    /** What was won and lost, when it was. */
    VALUE(
            LeadCube.When.CLOSED,
            LeadCube.By.NOTHING,
            ReportColumn.CURRENCY,
            ReportColumn.WON,
            ReportColumn.WON_VALUE,
            ReportColumn.LOST,
            ReportColumn.LOST_VALUE),
    SOURCES(
            LeadCube.When.CREATED,
            LeadCube.By.SOURCE,
            ReportColumn.SOURCE,
            ReportColumn.LEADS,
            ReportColumn.OPEN,
            ReportColumn.WON,
            ReportColumn.LOST,
            ReportColumn.WON_RATE),
    PEOPLE(
            LeadCube.When.CREATED,
            LeadCube.By.OWNER,
            ReportColumn.USER_ID,
            ReportColumn.NAME,
            ReportColumn.LEADS,
            ReportColumn.OPEN,
            ReportColumn.WON,
            ReportColumn.LOST,
            ReportColumn.WON_RATE),
    LOST_REASONS(LeadCube.When.CLOSED, LeadCube.By.LOST_REASON, ReportColumn.LOST_REASON, ReportColumn.LOST),
    /** For how long leads were in the stages that they left, and how many of them went on. */
    STAGES(
            LeadCube.When.CREATED,
            LeadCube.By.NOTHING,
            ReportColumn.PIPELINE,
            ReportColumn.STAGE_ID,
            ReportColumn.STAGE,
            ReportColumn.LEFT,
            ReportColumn.MOVED_ON,
            ReportColumn.MOVED_ON_RATE,
            ReportColumn.MEDIAN_DAYS,
            ReportColumn.AVERAGE_DAYS),
    /** How long leads that came in waited until a person answered. */
    FIRST_RESPONSE(
            LeadCube.When.CREATED,
            LeadCube.By.NOTHING,
            ReportColumn.LEADS,
            ReportColumn.ANSWERED,
            ReportColumn.MEDIAN_MINUTES,
            ReportColumn.P90_MINUTES,
            ReportColumn.WITHIN_HOUR,
            ReportColumn.WITHIN_DAY);

    private final LeadCube.When when;
    private final LeadCube.By by;
    private final List<ReportColumn> columns;

    Report(LeadCube.When when, LeadCube.By by, ReportColumn... columns) {
        this.when = when;
        this.by = by;
        this.columns = List.of(columns);
    }

    LeadCube.When when() {
        return when;
    }

    LeadCube.By by() {
        return by;
    }

    /** Its columns, the period first where there are several. */
    List<ReportColumn> columns(LeadCube.Unit unit) {
        return unit == LeadCube.Unit.NONE
                ? columns
                : Stream.concat(Stream.of(ReportColumn.PERIOD), columns.stream())
                        .toList();
    }

    /** As addresses and the API call it: {@code lost_reasons}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it tells leads apart by something beside time, so that one period for all says something. */
    boolean isByMoreThanTime() {
        return by != LeadCube.By.NOTHING || this == STAGES;
    }

    static Optional<Report> named(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
