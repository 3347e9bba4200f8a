package leadhub.leads;

import java.util.Collections;
import java.util.List;
import leadhub.fields.CustomField;
import org.jspecify.annotations.Nullable;

/**
 * A field that leads can be asked about.
 *
 * @param name as the API calls it
 * @param sql what a row called {@code l} has there
 * @param values what stands in it for question marks
 * @param custom the field that the workspace made up; null for one that every lead has
 */
public record CriterionField(
        String name,
        CriterionKind kind,
        String sql,
        List<Object> values,
        @Nullable CustomField custom) {
    private static final String TEXT = "(l.custom_fields ->> ?::text)";
    private static final String JSON = "(l.custom_fields -> ?::text)";

    /** What the names of custom fields begin with. */
    static final String PREFIX = "custom.";

    /** The fields that every lead has. */
    static final List<CriterionField> OF_ALL_LEADS = List.of(
            column("status", CriterionKind.CHOICE),
            column("pipeline_id", CriterionKind.CHOICE),
            column("stage_id", CriterionKind.CHOICE),
            column("assigned_user_id", CriterionKind.OPTIONAL_CHOICE),
            column("tag_ids", CriterionKind.CHOICES),
            column("source", CriterionKind.TEXT),
            column("starred", CriterionKind.YES_NO),
            column("lead_score", CriterionKind.NUMBER),
            column("deal_value", CriterionKind.NUMBER),
            column("created_at", CriterionKind.TIME),
            column("updated_at", CriterionKind.TIME),
            column("first_name", CriterionKind.TEXT),
            column("last_name", CriterionKind.TEXT),
            column("email", CriterionKind.TEXT),
            column("phone", CriterionKind.TEXT),
            column("company", CriterionKind.TEXT),
            column("job_title", CriterionKind.TEXT),
            column("linkedin_url", CriterionKind.TEXT),
            column("country", CriterionKind.TEXT),
            column("industry", CriterionKind.TEXT),
            column("company_size", CriterionKind.TEXT),
            column("notes", CriterionKind.TEXT));

    private static CriterionField column(String name, CriterionKind kind) {
        return new CriterionField(name, kind, "l." + name, List.of(), null);
    }

    /** A field that the workspace made up. What stands there may be older than the field, and of another kind. */
    static CriterionField of(CustomField field) {
        return switch (field.kind()) {
            case TEXT, URL -> of(field, CriterionKind.TEXT, TEXT, 1);
            case DROPDOWN -> of(field, CriterionKind.OPTIONAL_CHOICE, TEXT, 1);
            case DATE -> of(field, CriterionKind.DAY, TEXT, 1);
            case MULTI_SELECT -> of(field, CriterionKind.OPTIONS, JSON, 1);
            case CHECKBOX -> of(field, CriterionKind.YES_NO, "coalesce(" + TEXT + " = 'true', false)", 1);
            case NUMBER ->
                of(
                        field,
                        CriterionKind.NUMBER,
                        "(case when jsonb_typeof(" + JSON + ") = 'number' then " + TEXT + "::numeric end)",
                        2);
        };
    }

    private static CriterionField of(CustomField field, CriterionKind kind, String sql, int keys) {
        return new CriterionField(
                PREFIX + field.key(), kind, sql, Collections.nCopies(keys, (Object) field.key()), field);
    }

    /** Events remember leads without it. */
    boolean isForgotten() {
        return name.equals("updated_at");
    }
}
