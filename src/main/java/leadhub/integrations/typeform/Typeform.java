package leadhub.integrations.typeform;

import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.AskedType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.FormAnswers;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.provider.HookSignatures;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.web.intake.KeptBody;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Forms of Typeform: one answer sheet a request, signed in base64. Answers are known by the {@code ref} of their question, for titles
 * change.
 *
 * @see <a href="https://www.typeform.com/developers/webhooks/">Typeform's description</a>
 */
@Component
final class Typeform implements AskedType {
    static final String WHOLE = "form_response";
    static final String SHEET = "form_response";

    /** What stands for an answer, and marks of bold words. */
    private static final Pattern MARKS = Pattern.compile("\\{\\{[^{}]*\\}\\}|[*]");

    private static final TypeField SECRET =
            TypeField.secret("typeform", "secret").ours();

    private final TypeformApi typeform = new TypeformApi();

    @Override
    public About about() {
        return new About("typeform", "Typeform", Category.LEAD_SOURCE, Status.FROM_DOCUMENTS);
    }

    @Override
    public List<TypeField> fields() {
        return List.of(SECRET, TypeformApi.FORM_ID, TypeformApi.ACCESS_TOKEN, TypeformApi.API_BASE_URL);
    }

    @Override
    public List<TypeField> missing(IntegrationConfig config) {
        return config.without(TypeformApi.FORM_ID, TypeformApi.ACCESS_TOKEN);
    }

    @Override
    public PastLeads past(IntegrationConfig config, Past wanted, ProviderHttp http) {
        return TypeformBackfill.page(typeform, config, http, wanted);
    }

    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var config = integration.terms().config();
        return Check.ofToken("The access token can read the form.", () -> typeform.form(config, http));
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return FormAnswers.usualMapping(
                MappingEntry.of("$.form_response.hidden.email", "email"),
                MappingEntry.of("$.form_response.hidden.phone", "phone"),
                MappingEntry.of("$.form_response.calculated.score", "custom_fields.typeform_score"),
                MappingEntry.of("$.form_response.definition.title", "custom_fields.typeform_title"));
    }

    /** A sheet that is sent before its end has the token of the whole one, which has to count. */
    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var body = hook.whole().body();
        var given = hook.headers().get("Typeform-Signature");
        if (!HookSignatures.isBase64(
                given, "sha256=", config.secret(SECRET.key()).orElse(""), body)) {
            throw HookSignatures.wrong();
        }
        var sent = KeptBody.parse(null, body);
        var token = ExternalIds.of(sent.path(SHEET).path("token")).orElse(null);
        var isPartial = sent.path("event_type").asString("").equals("form_response_partial");
        return Received.one(hook.whole().withExternalId(token != null && isPartial ? "partial:" + token : token));
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        if (!(KeptBody.parse(null, received.body()) instanceof ObjectNode payload)) {
            return received.fields();
        }
        var sheet = payload.path(SHEET);
        var titles = new HashMap<String, String>();
        sheet.path("definition")
                .path("fields")
                .forEach(field -> titles.put(
                        field.path("id").asString(""),
                        MARKS.matcher(field.path("title").asString(""))
                                .replaceAll("")
                                .strip()));
        var answers = new FormAnswers();
        for (var answer : sheet.path("answers")) {
            var field = answer.path("field");
            var ref = field.path("ref").asString(field.path("id").asString(""));
            var title = titles.getOrDefault(field.path("id").asString(""), ref);
            answers.add(ref, title, fieldOf(answer, title, ref), value(answer));
        }
        answers.putInto(payload);
        return payload;
    }

    private static String fieldOf(JsonNode answer, String title, String ref) {
        return switch (answer.path("type").asString("")) {
            case "email" -> "email";
            case "phone_number" -> "phone";
            case "boolean", "date", "payment", "file_url" -> "";
            default -> {
                var byTitle = FormAnswers.fieldFor(title);
                yield byTitle.isEmpty() ? FormAnswers.fieldFor(ref) : byTitle;
            }
        };
    }

    private static JsonNode value(JsonNode answer) {
        var type = answer.path("type").asString("");
        var value = answer.path(type);
        return switch (type) {
            case "choice" -> value.has("label") ? value.path("label") : value.path("other");
            case "choices" -> choices(value);
            case "payment" -> value.path("amount");
            default -> value;
        };
    }

    private static JsonNode choices(JsonNode value) {
        var labels = JsonNodeFactory.instance.arrayNode();
        value.path("labels").forEach(labels::add);
        if (value.path("other").isString()) {
            labels.add(value.path("other"));
        }
        return labels;
    }

    @Override
    public List<MappingEntry> ownMapping(JsonNode payload) {
        return FormAnswers.ownMapping(payload);
    }
}
