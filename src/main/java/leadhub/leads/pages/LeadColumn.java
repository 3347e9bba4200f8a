package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import leadhub.fields.CustomField;
import leadhub.fields.FieldKind;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
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
    /** Those that views name otherwise that were kept before columns went by the names of fields. */
    private static final Map<String, String> ONCE = Map.of("stage_id", LeadFields.PIPELINE_STAGE_ID.name());

    private static final String CUSTOM_ONCE = "custom.";

    /** The name stands for both of these. */
    private static final Set<LeadField<?>> IN_THE_NAME = Set.of(LeadFields.FIRST_NAME, LeadFields.LAST_NAME);

    private static final List<LeadColumn> FIRST = List.of(
            edited(LeadFields.COMPANY),
            new LeadColumn(LeadFields.EMAIL.name(), LeadSort.EMAIL, true, null),
            edited(LeadFields.PHONE),
            edited(LeadFields.JOB_TITLE),
            edited(LeadFields.STATUS),
            shown(LeadFields.PIPELINE_ID, null),
            edited(LeadFields.PIPELINE_STAGE_ID),
            shown(LeadFields.TAGS, null),
            edited(LeadFields.ASSIGNED_USER_ID),
            shown(LeadFields.LEAD_SCORE, LeadSort.LEAD_SCORE),
            edited(LeadFields.DEAL_VALUE),
            edited(LeadFields.DEAL_CURRENCY),
            edited(LeadFields.EXPECTED_CLOSE_ON),
            edited(LeadFields.LOST_REASON),
            shown(LeadFields.SOURCE, null));

    private static final List<LeadColumn> LAST = List.of(
            edited(LeadFields.LINKEDIN_URL),
            shown(LeadFields.STAGE_SINCE, null),
            shown(LeadFields.CLOSED_AT, null),
            shown(LeadFields.UPDATED_AT, LeadSort.UPDATED_AT),
            shown(LeadFields.CREATED_AT, LeadSort.CREATED_AT));

    /** Every line of text that has no place of its own stands between. */
    private static final List<LeadColumn> OF_ALL_LEADS = Stream.of(
                    FIRST.stream(),
                    LeadFields.LINES.stream()
                            .filter(field -> !IN_THE_NAME.contains(field))
                            .map(LeadColumn::edited)
                            .filter(column -> Stream.concat(FIRST.stream(), LAST.stream())
                                    .noneMatch(one -> one.name().equals(column.name()))),
                    LAST.stream())
            .flatMap(columns -> columns)
            .toList();

    static final List<String> USUAL = LeadFields.names(List.of(
            LeadFields.COMPANY,
            LeadFields.EMAIL,
            LeadFields.STATUS,
            LeadFields.PIPELINE_STAGE_ID,
            LeadFields.TAGS,
            LeadFields.ASSIGNED_USER_ID,
            LeadFields.CREATED_AT));

    private static LeadColumn edited(LeadField<?> field) {
        return new LeadColumn(field.name(), null, true, null);
    }

    private static LeadColumn shown(LeadField<?> field, @Nullable LeadSort sort) {
        return new LeadColumn(field.name(), sort, false, null);
    }

    /** All that there are; those that the workspace made up come last. */
    public static List<LeadColumn> all(List<CustomField> fields) {
        var all = new ArrayList<>(OF_ALL_LEADS);
        fields.forEach(field -> all.add(new LeadColumn(field.path(), null, true, field)));
        return all;
    }

    /** Those of the names that there are, in their order. */
    static List<LeadColumn> named(List<CustomField> fields, List<String> names) {
        var all = all(fields);
        return names.stream()
                .map(LeadColumn::today)
                .distinct()
                .flatMap(name -> all.stream().filter(column -> column.name().equals(name)))
                .toList();
    }

    private static String today(String name) {
        return name.startsWith(CUSTOM_ONCE)
                ? CustomField.PATH + name.substring(CUSTOM_ONCE.length())
                : ONCE.getOrDefault(name, name);
    }

    /** Numbers and times stand at the end of their column. */
    public boolean isAtTheEnd() {
        return custom == null
                ? List.of(
                                "lead_score",
                                "deal_value",
                                "expected_close_on",
                                "stage_since",
                                "closed_at",
                                "updated_at",
                                "created_at")
                        .contains(name)
                : custom.kind() == FieldKind.NUMBER;
    }
}
