package leadhub.leads;

import java.util.List;

/**
 * A field that leads can be asked about.
 *
 * @param name as the API calls it
 * @param sql what a row called {@code l} has there
 * @param values what stands in it for question marks
 */
public record CriterionField(String name, CriterionKind kind, String sql, List<Object> values) {
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
        return new CriterionField(name, kind, "l." + name, List.of());
    }

    /** Events remember leads without it. */
    boolean isForgotten() {
        return name.equals("updated_at");
    }
}
