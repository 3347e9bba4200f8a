package leadhub.integrations.jotform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.intake.NewIntake;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.FetchingType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.FormAnswers;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.web.intake.KeptBody;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Forms of Jotform: one submission a request, as a form whose part {@code rawRequest} is JSON. Jotform signs nothing: with an API key, a
 * post only announces a submission, which is then read from Jotform; without one, the secret URL is all that says whom it is from.
 *
 * @see <a href="https://api.jotform.com/docs/">Jotform's description</a>
 */
@Component
final class Jotform implements FetchingType {
    private static final String SUBMISSION_ID = "submissionID";
    private static final String FORM_TITLE = "formTitle";
    private static final String RAW = "rawRequest";

    private final JotformApi jotform = new JotformApi();

    @Override
    public About about() {
        return new About("jotform", "Jotform", Category.LEAD_SOURCE, Status.FROM_DOCUMENTS);
    }

    @Override
    public List<TypeField> fields() {
        return List.of(JotformApi.API_KEY, JotformApi.FORM_ID, JotformApi.API_BASE_URL);
    }

    @Override
    public List<TypeField> missing(IntegrationConfig config) {
        return config.without(JotformApi.API_KEY, JotformApi.FORM_ID);
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return FormAnswers.usualMapping(
                MappingEntry.of("$.formTitle", "custom_fields.jotform_title"),
                MappingEntry.of("$.formID", "custom_fields.jotform_form_id"));
    }

    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var sent = KeptBody.parse(hook.whole().contentType(), hook.whole().body());
        var item = asPosted(hook.whole(), sent)
                .withExternalId(ExternalIds.of(sent.path(SUBMISSION_ID)).orElse(null));
        return isToBeFetched(sent, config) ? Received.of(List.of(), List.of(item)) : Received.one(item);
    }

    /** Only what was fetched has a lead: whoever posts one claims to be Jotform. */
    private static NewIntake asPosted(NewIntake whole, JsonNode sent) {
        if (!FetchingType.isFetched(sent) || !(sent instanceof ObjectNode claimed)) {
            return whole;
        }
        claimed.remove(List.of(LEAD, NOTICE));
        return whole.withJson(Json.MAPPER.writeValueAsBytes(claimed));
    }

    /** With a key, a post counts only by what Jotform says of it, and without an id it can't be asked. */
    @Override
    public Optional<Refusal> refuse(JsonNode payload, IntegrationConfig config) {
        return FetchingType.isFetched(payload)
                        || payload.has(SUBMISSION_ID)
                        || config.secret(JotformApi.API_KEY.key()).isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of("integration.other_event"));
    }

    @Override
    public boolean isToBeFetched(JsonNode body, IntegrationConfig config) {
        return !FetchingType.isFetched(body)
                && body.has(SUBMISSION_ID)
                && config.secret(JotformApi.API_KEY.key()).isPresent();
    }

    @Override
    public Fetched fetch(JsonNode notice, IntegrationConfig config, ProviderHttp http) {
        var id = ExternalIds.of(notice.path(SUBMISSION_ID)).orElse("");
        var body = Json.MAPPER.createObjectNode();
        body.set(LEAD, jotform.submission(config, http, id));
        body.set(FORM_TITLE, notice.path(FORM_TITLE));
        return new Fetched(body, false);
    }

    /** Where it goes on is how many there were. */
    @Override
    public PastLeads past(IntegrationConfig config, Past wanted, ProviderHttp http) {
        var offset = wanted.next() == null ? 0 : Integer.parseInt(wanted.next());
        var page = jotform.submissions(config, http, wanted.since(), offset);
        var leads = new ArrayList<PastLead>();
        for (var submission : page) {
            var id = ExternalIds.of(submission.path("id")).orElse(null);
            if (id != null && !submission.path("status").asString("").equals("DELETED")) {
                var body = Json.MAPPER.createObjectNode();
                body.set(LEAD, submission);
                body.put(FORM_TITLE, jotform.title(config, http, JotformApi.formId(config)));
                leads.add(new PastLead(id, new Fetched(body, false)));
            }
        }
        var isLast = page.size() < JotformApi.AT_ONCE;
        return new PastLeads(leads, isLast ? null : Integer.toString(offset + page.size()));
    }

    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var config = integration.terms().config();
        return Check.ofToken("The API key is good.", () -> jotform.account(config, http));
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        if (!(received.fields() instanceof ObjectNode payload)) {
            return received.fields();
        }
        if (FetchingType.isFetched(payload)) {
            payload.set(SUBMISSION_ID, payload.path(LEAD).path("id"));
            payload.set("formID", payload.path(LEAD).path("form_id"));
            JotformAnswers.ofApi(payload.path(LEAD)).putInto(payload);
        } else {
            var raw = raw(payload.path(RAW));
            payload.set(RAW, raw);
            JotformAnswers.ofHook(raw).putInto(payload);
        }
        return payload;
    }

    private static JsonNode raw(JsonNode text) {
        try {
            return text.isString() ? Json.MAPPER.readTree(text.stringValue()) : text;
        } catch (JacksonException e) {
            return text;
        }
    }

    @Override
    public List<MappingEntry> ownMapping(JsonNode payload) {
        return FormAnswers.ownMapping(payload);
    }
}
