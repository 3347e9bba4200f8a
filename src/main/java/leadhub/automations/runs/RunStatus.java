package leadhub.automations.runs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a run is. */
public enum RunStatus {
    RUNNING,
    WAITING,
    COMPLETED,
    /** It ended before its last step, for a reason. */
    STOPPED,
    FAILED,
    CANCELLED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public static Optional<RunStatus> ofWord(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    public boolean isOver() {
        return this != RUNNING && this != WAITING;
    }
}
