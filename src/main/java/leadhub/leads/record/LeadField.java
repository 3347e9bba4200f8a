package leadhub.leads.record;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of a lead. All of them stand in {@link LeadFields}.
 *
 * @param <T> what a lead has in it; a nullable type for a field that can be empty
 */
public final class LeadField<T extends @Nullable Object> {

    /** What stands in a field, and so how it is read, written and compared. */
    public enum Kind {
        /** What somebody wrote; composed, folded for filters, and compared as words. */
        TEXT("text"),
        /** A text that a program made, as it made it. */
        KEY("text"),
        /** A {@link LeadStatus}. */
        STATUS("text"),
        /** A {@code Long}: the id of a record, or a number that is counted up. */
        ID("bigint"),
        /** An {@code Integer}. */
        WHOLE("integer"),
        /** A {@code BigDecimal} with two decimals. */
        MONEY("numeric"),
        /** A currency's code of ISO 4217. */
        CURRENCY("text"),
        /** A {@code Boolean}. */
        FLAG("boolean"),
        /** A JSON object as text, of what the workspace made up. */
        CUSTOM("jsonb"),
        /** A list of {@link Lead.LeadTag}; the column has their ids. */
        TAGS("bigint[]"),
        /** A list of ids of records; null in the column for none. */
        IDS("bigint[]"),
        /** An {@code Instant}. */
        TIME("timestamptz"),
        /** A {@code LocalDate}: a day, wherever one is. */
        DAY("date");

        private final String sqlType;

        Kind(String sqlType) {
            this.sqlType = sqlType;
        }

        /** The type of its column. */
        public String sqlType() {
            return sqlType;
        }
    }

    /** What a field is for, beside being kept. */
    public enum Use {
        /** A create or an update may say it. */
        SENT,
        /** The LeadHub dialect answers it. */
        SHOWN,
        /** Events and the audit log keep it of a lead before and after. */
        REMEMBERED,
        /** What comes in about a known lead fills it while it is empty. */
        FILLED,
        /** A line of text: pages list it, tables have a column of it, conditions ask for it. */
        LINE,
        /** Such a line that is written from left to right in all languages, as addresses and numbers are. */
        LEFT_TO_RIGHT,
        /** No update changes its column. */
        FIXED,
        /** It has no column of its own. */
        WORKED_OUT
    }

    private final int index;
    private final String name;
    private final String column;
    private final Kind kind;
    private final T usual;
    private final Set<Use> uses;

    @SuppressWarnings("TooManyParameters") // all that there is to say of a field
    LeadField(int index, String name, String column, Kind kind, T usual, Set<Use> uses) {
        this.index = index;
        this.name = name;
        this.column = column;
        this.kind = kind;
        this.usual = usual;
        this.uses = uses;
    }

    /** Its place among the values of a lead. */
    int index() {
        return index;
    }

    /** As the API, conditions and messages call it: {@code pipeline_stage_id}. */
    public String name() {
        return name;
    }

    /** As the table and what events keep of a lead call it: {@code stage_id}. */
    public String column() {
        return column;
    }

    public Kind kind() {
        return kind;
    }

    /** What a lead has in it of whom nothing is known, and again when it is cleared. */
    public T usual() {
        return usual;
    }

    public boolean is(Use use) {
        return uses.contains(use);
    }

    /** Whether it is written from left to right in all languages; words are as they are. */
    public boolean isLeftToRight() {
        return is(Use.LEFT_TO_RIGHT);
    }

    @Override
    public String toString() {
        return name;
    }
}
