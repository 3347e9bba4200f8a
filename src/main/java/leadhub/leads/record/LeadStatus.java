package leadhub.leads.record;

import java.util.Locale;
import java.util.Optional;

/** How far a lead is. */
public enum LeadStatus {
    NEW,
    CONTACTED,
    QUALIFIED,
    CONVERTED,
    LOST;

    /** Whether it is over with the lead, one way or the other. */
    public boolean isOutcome() {
        return this == CONVERTED || this == LOST;
    }

    /** As it is spelled everywhere: {@code qualified}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a word; {@code won} is another for converted. */
    public static Optional<LeadStatus> of(String word) {
        for (var status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return word.equals("won") ? Optional.of(CONVERTED) : Optional.empty();
    }
}
