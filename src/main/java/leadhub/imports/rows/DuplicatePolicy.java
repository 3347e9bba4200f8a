package leadhub.imports.rows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a row whose person is a lead already. */
public enum DuplicatePolicy {
    /** Nothing. */
    SKIP,
    /** What the lead hasn't got yet is filled in. */
    FILL,
    /** What the row says replaces what the lead has. */
    UPDATE,
    /** Another lead is made. */
    CREATE,
    /** The row is held until somebody has looked at it. */
    REVIEW;

    /** Its name in the API: {@code skip}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DuplicatePolicy> ofWord(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
