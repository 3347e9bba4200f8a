package leadhub.reports;

import java.util.Locale;

/** A column of a report, and what stands in it. */
public enum ReportColumn {
    /** The first day of each. */
    PERIOD(Type.DATE),
    SOURCE(Type.TEXT),
    USER_ID(Type.ID),
    NAME(Type.TEXT),
    LOST_REASON(Type.TEXT),
    CURRENCY(Type.TEXT),
    LEADS(Type.NUMBER),
    OPEN(Type.NUMBER),
    WON(Type.NUMBER),
    WON_VALUE(Type.MONEY),
    LOST(Type.NUMBER),
    LOST_VALUE(Type.MONEY),
    /** The part that was won, from 0 to 1. */
    WON_RATE(Type.SHARE),
    PIPELINE(Type.TEXT),
    STAGE_ID(Type.ID),
    STAGE(Type.TEXT),
    /** How often leads left a stage. */
    LEFT(Type.NUMBER),
    /** How often they went to a later stage of the pipeline, or to a won one. */
    MOVED_ON(Type.NUMBER),
    MOVED_ON_RATE(Type.SHARE),
    MEDIAN_DAYS(Type.DAYS),
    AVERAGE_DAYS(Type.DAYS),
    ANSWERED(Type.NUMBER),
    MEDIAN_MINUTES(Type.MINUTES),
    P90_MINUTES(Type.MINUTES),
    /** The part of all leads that was answered in less than an hour. */
    WITHIN_HOUR(Type.SHARE),
    WITHIN_DAY(Type.SHARE);

    /** What stands in a column. */
    public enum Type {
        DATE,
        TEXT,
        ID,
        NUMBER,
        MONEY,
        SHARE,
        /** A time in days, with a fraction. */
        DAYS,
        /** A time in whole minutes. */
        MINUTES;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Type type;

    ReportColumn(Type type) {
        this.type = type;
    }

    public Type type() {
        return type;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a number stands there, at the end of its cell. */
    public boolean isNumber() {
        return switch (type) {
            case DATE, TEXT, ID -> false;
            case NUMBER, MONEY, SHARE, DAYS, MINUTES -> true;
        };
    }
}
