package leadhub.duplicates;

/** What a list of duplicates has. */
public enum DuplicateKind {
    /** Two leads that may be one person. */
    PAIRS,
    /** Rows that imports hold, since their people are leads. */
    ROWS
}
