package leadhub.automations;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often an automation may run for one lead. */
public enum ReEntry {
    EVERY_TIME,
    /** Not while a run of it for that lead is under way. */
    ONCE_AT_A_TIME,
    /** Every run that was started counts. */
    ONCE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReEntry> ofWord(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
