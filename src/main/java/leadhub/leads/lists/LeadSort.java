package leadhub.leads.lists;

/** What leads can be sorted by; equal values are broken by id. */
public enum LeadSort {
    CREATED_AT("l.created_at"),
    UPDATED_AT("l.updated_at"),
    LEAD_SCORE("l.lead_score"),
    FIRST_NAME("l.first_name collate name_order"),
    LAST_NAME("l.last_name collate name_order"),
    EMAIL("left(l.email, 300) collate name_order");

    private final String column;

    LeadSort(String column) {
        this.column = column;
    }

    /** As its index has it. */
    String column() {
        return column;
    }

    /** Which way; nulls come last ascending and first descending, which is PostgreSQL's way too. */
    public enum Direction {
        ASC,
        DESC;

        Direction reversed() {
            return this == ASC ? DESC : ASC;
        }
    }
}
