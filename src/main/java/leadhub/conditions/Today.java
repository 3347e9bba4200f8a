package leadhub.conditions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Which day it is where somebody asks, and where its days begin. */
public record Today(LocalDate day, ZoneId zone) {
    /** Where nobody asks for days from today. */
    static final Today NEVER = new Today(LocalDate.EPOCH, ZoneOffset.UTC);

    public static Today of(Instant now, ZoneId zone) {
        return new Today(LocalDate.ofInstant(now, zone), zone);
    }
}
