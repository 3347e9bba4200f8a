package leadhub.hours;

import java.time.LocalDate;

/** Days on which nobody works; both are among them. */
public record Closure(LocalDate from, LocalDate to) {
    boolean includes(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
