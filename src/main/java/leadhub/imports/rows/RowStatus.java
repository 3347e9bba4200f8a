package leadhub.imports.rows;

import java.util.Locale;

/** What becomes of a row. */
public enum RowStatus {
    CREATED,
    UPDATED,
    /** Nothing, for its person is a lead already, or the lead is so already. */
    SKIPPED,
    /** Nothing yet: somebody is to look at it. Counted as skipped. */
    HELD,
    FAILED;

    /** Its name in the API: {@code created}. */
    public String word() {
        return this == HELD ? SKIPPED.word() : name().toLowerCase(Locale.ROOT);
    }
}
