package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.List;
import leadhub.fields.CustomField;
import leadhub.fields.FieldKind;
import leadhub.leads.lists.LeadSort;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table of leads, beside the name.
 *
 * @param name as the API calls the field
 * @param sort the order that it stands for; null if leads can't be sorted by it
 * @param isEditable whether it is changed in its place
 * @param custom the field that the workspace made up; null for one that every lead has
 */
public record LeadColumn(
        String name,
        @Nullable LeadSort sort,
        boolean isEditable,
        @Nullable CustomField custom) {
    /** What the names of custom fields begin with. */
    private static final String PREFIX = "custom.";

    private static final List<LeadColumn> OF_ALL_LEADS = List.of(
            text("company"),
            new LeadColumn("email", LeadSort.EMAIL, true, null),
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
        return new LeadColumn(name, null, true, null);
    }

    private static LeadColumn shown(String name, @Nullable LeadSort sort) {
        return new LeadColumn(name, sort, false, null);
    }

    /** All that there are; those that the workspace made up come last. */
    public static List<LeadColumn> all(List<CustomField> fields) {
        var all = new ArrayList<>(OF_ALL_LEADS);
        fields.forEach(field -> all.add(new LeadColumn(PREFIX + field.key(), null, true, field)));
        return all;
    }

    /** Those of the names that there are, in their order. */
    static List<LeadColumn> named(List<CustomField> fields, List<String> names) {
        var all = all(fields);
        return names.stream()
                .distinct()
                .flatMap(name -> all.stream().filter(column -> column.name().equals(name)))
                .toList();
    }

    /** Numbers and times stand at the end of their column. */
    public boolean isAtTheEnd() {
        return custom == null
                ? List.of("lead_score", "deal_value", "updated_at", "created_at")
                        .contains(name)
                : custom.kind() == FieldKind.NUMBER;
    }
}
