package leadhub.conditions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The current day and time zone of whoever asks. */
public record Today(LocalDate day, ZoneId zone) {
    /** For conditions that don't depend on today. */
    static final Today NEVER = new Today(LocalDate.EPOCH, ZoneOffset.UTC);

    public static Today of(Instant now, ZoneId zone) {
        return new Today(LocalDate.ofInstant(now, zone), zone);
    }
}
