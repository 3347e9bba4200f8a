package leadhub.integrations.meta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.intake.NewIntake;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.FetchingType;
import leadhub.integrations.HandshakeType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.FormAnswers;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.web.input.Query;
import leadhub.web.intake.KeptBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lead form of Meta: a handshake by GET, then posts that announce leads by their ids, signed with the app's secret; the lead and its
 * form are read by the Graph API. An app has one URL for all pages, on Facebook and Instagram alike: each goes to the integration of its
 * page and platform.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/webhooks/getting-started/webhooks-for-leadgen">Meta's description</a>
 */
public abstract class MetaLeadForm implements FetchingType, HandshakeType {
    private static final TypeField PAGE_ID = TypeField.text("meta", "page_id").required();

    private static final String ALL_FIELDS =
            "id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,"
                    + "field_data,custom_disclaimer_responses,is_organic,platform,partner_name";
    private static final String BARE_FIELDS = "id,created_time,form_id,field_data";
    private static final String PLATFORM_OF_INSTAGRAM = "ig";

    private final About about;
    private final MetaForms forms = new MetaForms();

    protected MetaLeadForm(About about) {
        this.about = about;
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public List<TypeField> fields() {
        return List.of(
                PAGE_ID,
                Graph.APP_SECRET,
                Graph.ACCESS_TOKEN,
                MetaHandshake.VERIFY_TOKEN,
                Graph.API_VERSION,
                Graph.API_BASE_URL);
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return FormAnswers.usualMapping(
                MappingEntry.of("$.lead.campaign_name", "custom_fields.campaign"),
                MappingEntry.of("$.lead.adset_name", "custom_fields.adset"),
                MappingEntry.of("$.lead.ad_name", "custom_fields.ad"),
                MappingEntry.of("$.form.name", "custom_fields.form"),
                MappingEntry.of("$.lead.platform", "custom_fields.platform"));
    }

    @Override
    public Greeting greet(Query query, IntegrationConfig config) {
        return MetaHandshake.greet(query, config);
    }

    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var body = hook.whole().body();
        MetaHandshake.requireSigned(hook.headers().get("X-Hub-Signature-256"), config, body);
        var items = new ArrayList<NewIntake>();
        var notices = new ArrayList<NewIntake>();
        for (var entry : KeptBody.parse(null, body).path("entry")) {
            for (var change : entry.path("changes")) {
                if (change.path("field").asString("").equals("leadgen")) {
                    var notice = notice(hook.whole(), change.path("value"));
                    (notice.isTest() ? items : notices).add(notice);
                }
            }
        }
        return items.isEmpty() && notices.isEmpty() ? Received.one(hook.whole()) : Received.of(items, notices);
    }

    /** The dashboard's button sends ids that are made up of one digit, and that lead to nothing. */
    private static NewIntake notice(NewIntake whole, JsonNode value) {
        var id = ExternalIds.of(value.path("leadgen_id")).orElse(null);
        var notice = whole.withBody(Json.MAPPER.writeValueAsBytes(value)).withExternalId(id);
        return id == null || id.matches("(\\d)\\1{5,}") ? notice.asTest() : notice;
    }

    /** What it announces is for its page, on whichever platform; what was fetched says on which. */
    @Override
    public List<Owner> owners(JsonNode body) {
        var notice = FetchingType.isFetched(body) ? body.path(NOTICE) : body;
        var pageId = ExternalIds.of(notice.path("page_id")).orElse("");
        if (pageId.isEmpty()) {
            return List.of();
        }
        var own = about.key();
        var first = FetchingType.isFetched(body)
                ? body.path(LEAD).path("platform").asString("").equals(PLATFORM_OF_INSTAGRAM) ? "instagram" : "facebook"
                : own;
        return List.of(
                new Owner(first, PAGE_ID.key(), pageId),
                new Owner(own, PAGE_ID.key(), pageId),
                new Owner(own.equals("facebook") ? "instagram" : "facebook", PAGE_ID.key(), pageId));
    }

    @Override
    public Optional<Refusal> refuse(JsonNode payload, IntegrationConfig config) {
        if (payload.has("object")) {
            return Optional.of(Refusal.of("integration.other_event"));
        }
        var notice = FetchingType.isFetched(payload) ? payload.path(NOTICE) : payload;
        var pageId = ExternalIds.of(notice.path("page_id")).orElse("");
        return pageId.isEmpty() || pageId.equals(config.text(PAGE_ID.key()).orElse(""))
                ? Optional.empty()
                : Optional.of(Refusal.of("integration.other_account"));
    }

    @Override
    public Fetched fetch(JsonNode notice, IntegrationConfig config, ProviderHttp http) {
        var graph = new Graph(config, http);
        var id = ExternalIds.of(notice.path("leadgen_id")).orElse("");
        var lead = withFields(graph, "/" + ProviderHttp.part(id), Map.of());
        return fetched(graph, notice, lead);
    }

    /** Members of ads need permissions that not everybody has: without, there is the rest. */
    JsonNode withFields(Graph graph, String path, Map<String, String> query) {
        var all = new LinkedHashMap<>(query);
        all.put("fields", ALL_FIELDS);
        try {
            return graph.get(path, all);
        } catch (ProviderFailure e) {
            if (!Graph.isPermission(e)) {
                throw e;
            }
            all.put("fields", BARE_FIELDS);
            return graph.get(path, all);
        }
    }

    private Fetched fetched(Graph graph, JsonNode notice, JsonNode lead) {
        var formId = ExternalIds.of(lead.path("form_id"))
                .or(() -> ExternalIds.of(notice.path("form_id")))
                .orElse("");
        var body = Json.MAPPER.createObjectNode();
        body.set(LEAD, lead);
        body.set("form", MetaForms.kept(forms.get(graph, formId)));
        return new Fetched(body, isTest(lead));
    }

    /** A test has no flag. */
    private static boolean isTest(JsonNode lead) {
        return lead.path("field_data")
                .valueStream()
                .flatMap(answer -> answer.path("values").valueStream())
                .map(value -> value.asString(""))
                .anyMatch(value -> value.startsWith("test lead: dummy data")
                        || value.equals("test@fb.com")
                        || value.equals("test@meta.com"));
    }

    @Override
    public PastLeads past(IntegrationConfig config, Past wanted, ProviderHttp http) {
        var pageId = config.text(PAGE_ID.key()).orElse("");
        return new MetaBackfill(this, new Graph(config, http), pageId).page(wanted);
    }

    /** One of a page of leads, as a hook's would be. */
    PastLead past(Graph graph, JsonNode lead, String pageId, String formId) {
        var notice = Json.MAPPER.createObjectNode();
        notice.set("leadgen_id", lead.path("id"));
        notice.put("page_id", pageId);
        notice.put("form_id", formId);
        var fetched = fetched(graph, notice, lead);
        fetched.lead().set(NOTICE, notice);
        return new PastLead(ExternalIds.of(lead.path("id")).orElse(null), fetched);
    }

    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var config = integration.terms().config();
        return new MetaChecks(
                        new Graph(config, http), config.text(PAGE_ID.key()).orElse(""))
                .all();
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        if (!(KeptBody.parse(null, received.body()) instanceof ObjectNode payload)) {
            return received.fields();
        }
        if (FetchingType.isFetched(payload)) {
            MetaForms.answers(payload.path(LEAD), payload.path("form")).putInto(payload);
        }
        return payload;
    }

    @Override
    public List<MappingEntry> ownMapping(JsonNode payload) {
        return FormAnswers.ownMapping(payload);
    }
}
