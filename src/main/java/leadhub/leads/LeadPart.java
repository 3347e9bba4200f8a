package leadhub.leads;

/**
 * A table in which a feature keeps something of leads or of the people they are: what becomes of its rows is said here
 * once. A feature declares a bean for each such table, and a test fails for a table with a {@code lead_id} that nobody
 * declared.
 *
 * @param table has the columns {@code workspace_id} and, unless its rows stay when a lead is deleted, {@code lead_id}
 * @param deletion what becomes of the rows when their lead is deleted
 * @param merge what becomes of them when their lead is merged into another
 * @param erasure what becomes of them when a person is erased for good (docs/adr/0014)
 * @param isExported whether they belong to what a person is given who asks for what is kept of them
 * @param counted which of its rows people see and are told of, as a condition in SQL
 */
public record LeadPart(
        String table, Deletion deletion, Merge merge, Erasure erasure, boolean isExported, String counted) {

    public enum Deletion {
        /** They go with their lead, are kept as JSON for as long as it can be restored, and come back with it. */
        KEPT_FOR_RESTORING,
        /** They go with their lead and are made anew when it is restored, for they say nothing that it doesn't. */
        MADE_ANEW,
        /** They stay: they tell what happened. */
        STAYS
    }

    public enum Merge {
        /** They become the other lead's. */
        MOVES,
        /** They are made anew from the lead that is left. */
        MADE_ANEW,
        /** They go on telling of the lead that was merged; the timeline of the other lead reads both. */
        STAYS
    }

    public enum Erasure {
        /** The rows are deleted. */
        DELETED,
        /** The rows stay, and whatever in them is about the person is replaced, so that only the fact is left. */
        REDACTED
    }

    public LeadPart {
        // It becomes a part of statements.
        if (!table.matches("[a-z_]+")) {
            throw new IllegalArgumentException("Not the name of a table: " + table);
        }
    }

    /** A table whose rows people see, each of them. */
    public LeadPart(String table, Deletion deletion, Merge merge, Erasure erasure, boolean isExported) {
        this(table, deletion, merge, erasure, isExported, "true");
    }

    /** Rows that people wrote about a lead: they go and come back with it, and follow it when it is merged. */
    public static LeadPart of(String table) {
        return new LeadPart(table, Deletion.KEPT_FOR_RESTORING, Merge.MOVES, Erasure.DELETED, true);
    }
}
