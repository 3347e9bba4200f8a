package leadhub.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of something that came in. */
public enum IntakeStatus {
    /** Nothing yet. */
    RECEIVED,
    /** It made a lead or added to one, or did whatever else it was for. */
    PROCESSED,
    /** Its external id came before and counted. */
    DUPLICATE,
    SPAM,
    /** The provider's test: it makes no lead. */
    TEST,
    FAILED,
    /** Nobody wanted it: its integration is paused, for example. */
    IGNORED;

    /** As it is stored and told: {@code processed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a word; empty if there is none such. */
    public static Optional<IntakeStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
