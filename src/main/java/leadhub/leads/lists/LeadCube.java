package leadhub.leads.lists;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import leadhub.leads.record.LeadStatus;
import org.jspecify.annotations.Nullable;

/**
 * What leads of a time are counted and summed up by.
 *
 * @param field the key of the workspace's own field that leads are told apart by; null where it is none
 * @param zone in which days begin
 * @param from the first instant that counts
 * @param until the first instant that doesn't count any more
 */
public record LeadCube(
        When when, Unit unit, By by, @Nullable String field, ZoneId zone, Instant from, Instant until) {
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    public LeadCube(When when, Unit unit, By by, ZoneId zone, Instant from, Instant until) {
        this(when, unit, by, null, zone, from, until);
    }

    /** All leads, whenever they were created. @param field the key, where they are told apart by a field of the workspace's own */
    public static LeadCube ofAll(By by, @Nullable String field) {
        return new LeadCube(When.CREATED, Unit.NONE, by, field, ZoneOffset.UTC, Instant.EPOCH, NEVER);
    }

    Periods periods() {
        return new Periods(unit, zone, from, until);
    }

    /** Which time of a lead it goes by. */
    public enum When {
        CREATED("l.created_at"),
        /** When it was converted or lost; others don't count. */
        CLOSED("l.closed_at");

        private final String column;

        When(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** How long each period is. */
    public enum Unit {
        DAY,
        /** From Monday on. */
        WEEK,
        MONTH,
        /** One for all. */
        NONE;

        LocalDate startOf(LocalDate day) {
            return switch (this) {
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case DAY, NONE -> day;
            };
        }

        LocalDate next(LocalDate day) {
            return switch (this) {
                case WEEK -> day.plusWeeks(1);
                case MONTH -> day.plusMonths(1);
                case DAY, NONE -> day.plusDays(1);
            };
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What leads are told apart by, beside their period, status and currency. */
    public enum By {
        NOTHING("''", "4"),
        SOURCE("l.source", "l.source"),
        STAGE("l.stage_id::text", "l.stage_id"),
        /** A field that the workspace made up. */
        FIELD("coalesce(l.custom_fields ->> ?::text, '')", "4"),
        OWNER("coalesce(l.assigned_user_id::text, '')", "l.assigned_user_id"),
        LOST_REASON("coalesce(l.lost_reason, '')", "l.lost_reason");

        private final String sql;
        private final String grouped;

        By(String sql, String grouped) {
            this.sql = sql;
            this.grouped = grouped;
        }

        /** As a text. */
        String sql() {
            return sql;
        }

        /** What leads are grouped by where that is the fourth column; the text is made of each group. */
        String grouped() {
            return grouped;
        }
    }

    /**
     * What the leads of one cell have in common.
     *
     * @param period its first day; null where there is one for all
     * @param currency that of their deals; null is the workspace's
     * @param of what they are told apart by; {@code ""} for nothing there
     */
    public record Key(
            @Nullable LocalDate period,
            LeadStatus status,
            @Nullable String currency,
            String of) {}

    /** How many leads a cell has, and what their deals come to. */
    public record Sum(long leads, BigDecimal value) {
        Sum plus(Sum other) {
            return new Sum(leads + other.leads, value.add(other.value));
        }

        boolean isNothing() {
            return leads == 0 && value.signum() == 0;
        }
    }
}
