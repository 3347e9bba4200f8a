package leadhub.imports;

import java.util.Locale;

/** How far an import is. */
public enum ImportStatus {
    PREVIEWED,
    /** Also while it is paused, and while it is undone. */
    RUNNING,
    COMPLETED,
    CANCELLED,
    FAILED,
    UNDONE;

    /** Its name in the API: {@code previewed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ImportStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean isOver() {
        return this != PREVIEWED && this != RUNNING;
    }
}
