package leadhub.integrations.google;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.HookType;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.provider.MaskedSecrets;
import leadhub.web.intake.KeptBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lead form that Google posts: one lead a request, with the key that was typed into the form and no signature. What was
 * answered by {@code column_id} is found under {@code columns}.
 *
 * @see <a href="https://developers.google.com/google-ads/webhook/docs/implementation">Google's description</a>
 */
public abstract class GoogleLeadForm implements HookType {
    private static final int MOST_QUESTIONS = 200;
    private static final String KEY_MEMBER = "google_key";
    private static final String COLUMNS = "columns";
    private static final TypeField KEY = TypeField.secret("google", KEY_MEMBER).ours();

    private static final List<MappingEntry> USUAL = List.of(
            column("EMAIL", "email"),
            column("WORK_EMAIL", "email"),
            column("WORK_EMAIL", "custom_fields.work_email"),
            column("PHONE_NUMBER", "phone"),
            column("WORK_PHONE", "phone"),
            column("WORK_PHONE", "custom_fields.work_phone"),
            column("FIRST_NAME", "first_name"),
            column("LAST_NAME", "last_name"),
            column("COMPANY_NAME", "company"),
            column("JOB_TITLE", "job_title"),
            column("COMPANY_SIZE", "company_size"),
            column("COUNTRY", "country"),
            MappingEntry.of("$.gcl_id", "custom_fields.gclid"),
            MappingEntry.of("$.campaign_id", "custom_fields.google_campaign_id"),
            MappingEntry.of("$.form_id", "custom_fields.google_form_id"));

    private static final Set<String> USUAL_COLUMNS = Set.of(
            "EMAIL",
            "WORK_EMAIL",
            "PHONE_NUMBER",
            "WORK_PHONE",
            "FULL_NAME",
            "FIRST_NAME",
            "LAST_NAME",
            "COMPANY_NAME",
            "JOB_TITLE",
            "COMPANY_SIZE",
            "COUNTRY");

    private final About about;

    protected GoogleLeadForm(About about) {
        this.about = about;
    }

    private static MappingEntry column(String id, String to) {
        return MappingEntry.of("$." + COLUMNS + "." + id, to);
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public List<TypeField> fields() {
        return List.of(KEY);
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return USUAL;
    }

    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var body = KeptBody.parse(null, hook.whole().body());
        var given = body.path(KEY_MEMBER).asString("");
        if (!isSame(config.secret(KEY.key()).orElse(""), given)) {
            throw wrong();
        }
        var lead = hook.whole()
                .withExternalId(ExternalIds.of(body.path("lead_id")).orElse(null))
                .withMaskedBody(MaskedSecrets.in(hook.whole().body(), KEY_MEMBER));
        return new Received(List.of(body.path("is_test").asBoolean(false) ? lead.asTest() : lead), new Empty());
    }

    /** What Google takes for a success. */
    record Empty() {}

    private static boolean isSame(String expected, String given) {
        return !expected.isEmpty()
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** The advertiser is shown that the test has failed. */
    private static ProblemException wrong() {
        return new Problem.Forbidden(Refusal.of("integration.wrong_key")).exception();
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        var body = KeptBody.parse(null, received.body());
        if (!(body instanceof ObjectNode lead)) {
            return body;
        }
        lead.remove(KEY_MEMBER);
        var columns = lead.objectNode();
        for (var column : lead.path("user_column_data")) {
            var id = column.path("column_id").asString("");
            if (!id.isEmpty() && !columns.has(id)) {
                columns.set(id, column.path("string_value"));
            }
        }
        splitName(columns);
        lead.set(COLUMNS, columns);
        return lead;
    }

    /** A whole name is cut at its first space, as names are everywhere here. */
    private static void splitName(ObjectNode columns) {
        var name = columns.path("FULL_NAME").asString("").strip();
        if (!name.isEmpty() && !columns.has("FIRST_NAME") && !columns.has("LAST_NAME")) {
            var space = name.indexOf(' ');
            columns.put("FIRST_NAME", space < 0 ? name : name.substring(0, space));
            if (space > 0) {
                columns.put("LAST_NAME", name.substring(space + 1).strip());
            }
        }
    }

    /** Questions that the advertiser made up, and columns that no usual entry is for, become custom fields. */
    @Override
    public List<MappingEntry> ownMapping(JsonNode payload) {
        return payload.path(COLUMNS).propertyNames().stream()
                .filter(id -> !USUAL_COLUMNS.contains(id) && id.length() < 200)
                .limit(MOST_QUESTIONS)
                .map(id -> MappingEntry.of(
                        "$." + COLUMNS + "['" + id.replace("\\", "\\\\").replace("'", "\\'") + "']",
                        "custom_fields." + ExternalIds.key(id)))
                .collect(Collectors.toList());
    }
}
