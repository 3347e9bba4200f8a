package leadhub.leads.lists;

/** What leads can be sorted by; equal values are broken by id. */
public enum LeadSort {
    CREATED_AT("l.created_at", "timestamptz"),
    UPDATED_AT("l.updated_at", "timestamptz"),
    LEAD_SCORE("l.lead_score", "integer"),
    FIRST_NAME("l.first_name collate name_order", "text"),
    LAST_NAME("l.last_name collate name_order", "text"),
    EMAIL("left(l.email, 300) collate name_order", "text");

    private final String column;
    private final String type;

    LeadSort(String column, String type) {
        this.column = column;
        this.type = type;
    }

    /** What a value of it is to PostgreSQL. */
    String type() {
        return type;
    }

    /** Whether leads may have nothing there. */
    boolean isOptional() {
        return type.equals("text");
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
