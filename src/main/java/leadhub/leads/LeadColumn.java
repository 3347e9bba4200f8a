package leadhub.leads;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table of leads, beside the name.
 *
 * @param name as the API calls the field
 * @param sort the order that it stands for; null if leads can't be sorted by it
 * @param isEditable whether it is changed in its place
 */
public record LeadColumn(String name, @Nullable LeadSort sort, boolean isEditable) {
    /** All that there are, in the order of the table. */
    public static final List<LeadColumn> ALL = List.of(
            text("company"),
            new LeadColumn("email", LeadSort.EMAIL, true),
            text("phone"),
            text("job_title"),
            text("status"),
            shown("pipeline_id", null),
            text("stage_id"),
            shown("tags", null),
            text("assigned_user_id"),
            shown("lead_score", LeadSort.LEAD_SCORE),
            text("deal_value"),
            shown("source", null),
            text("country"),
            text("industry"),
            text("company_size"),
            text("linkedin_url"),
            shown("updated_at", LeadSort.UPDATED_AT),
            shown("created_at", LeadSort.CREATED_AT));

    static final List<String> USUAL =
            List.of("company", "email", "status", "stage_id", "tags", "assigned_user_id", "created_at");

    private static LeadColumn text(String name) {
        return new LeadColumn(name, null, true);
    }

    private static LeadColumn shown(String name, @Nullable LeadSort sort) {
        return new LeadColumn(name, sort, false);
    }

    /** Those of the names that there are, in the order of the table. */
    static List<LeadColumn> named(List<String> names) {
        return ALL.stream().filter(column -> names.contains(column.name())).toList();
    }

    /** Numbers and times stand at the end of their column. */
    public boolean isAtTheEnd() {
        return List.of("lead_score", "deal_value", "updated_at", "created_at").contains(name);
    }
}
