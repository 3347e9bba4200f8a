package leadhub.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Until when a task is in time.
 *
 * @param on the day
 * @param at the last moment
 * @param hasTime whether it is due at that moment, and not just on that day
 */
record Due(LocalDate on, Instant at, boolean hasTime) {
    /** All of a day, which ends with its last second where the workspace is. */
    static Due day(LocalDate day, ZoneId zone) {
        return new Due(day, day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1), false);
    }

    static Due moment(Instant moment, ZoneId zone) {
        return new Due(LocalDate.ofInstant(moment, zone), moment.truncatedTo(ChronoUnit.MICROS), true);
    }
}
