package leadhub.integrations.tiktok;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.intake.NewIntake;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Instant forms of TikTok: many leads a request, with their answers, signed with the app's secret. TikTok lets nobody read one lead
 * later; those from before it hands over in files.
 *
 * @see <a href="https://business-api.tiktok.com/portal/docs?id=1810521739537409">TikTok's description</a>
 */
@Component
final class TikTok implements AskedType {
    private static final TypeField SECRET =
            TypeField.secret("tiktok", "app_secret").required();

    private static final TypeField REGION =
            TypeField.select("tiktok", "lead_region", List.of("all", "other", "eu", "us"));

    private static final String TEST = "test lead: dummy data";

    /** What it calls a lead. */
    private static final int LEAD = 1;

    @Override
    public About about() {
        return new About("tiktok", "TikTok", Category.LEAD_SOURCE, Status.FROM_DOCUMENTS);
    }

    @Override
    public List<TypeField> fields() {
        return List.of(
                SECRET,
                TikTokApi.ACCESS_TOKEN,
                TikTokApi.ADVERTISER_ID,
                TikTokApi.LIBRARY_ID,
                REGION,
                TikTokApi.API_BASE_URL);
    }

    /** One of both ids says whose leads they are. */
    @Override
    public List<TypeField> missing(IntegrationConfig config) {
        return config.text(TikTokApi.LIBRARY_ID.key()).isPresent()
                ? config.without(TikTokApi.ACCESS_TOKEN)
                : config.without(TikTokApi.ACCESS_TOKEN, TikTokApi.ADVERTISER_ID);
    }

    @Override
    public PastLeads past(IntegrationConfig config, Past wanted, ProviderHttp http) {
        return new TikTokBackfill(new TikTokApi(config, http), regions(config.choice(REGION))).page(wanted);
    }

    /** As TikTok spells them: the rest of the world has no name. */
    private static List<String> regions(String chosen) {
        return switch (chosen) {
            case "other" -> List.of("");
            case "eu", "us" -> List.of(chosen);
            default -> List.of("", "eu", "us");
        };
    }

    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var config = integration.terms().config();
        return Check.ofToken("The access token can read the forms.", () -> new TikTokApi(config, http).check());
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return FormAnswers.usualMapping(
                MappingEntry.of("$.campaign_name", "custom_fields.tiktok_campaign"),
                MappingEntry.of("$.campaign_id", "custom_fields.tiktok_campaign_id"),
                MappingEntry.of("$.ad_name", "custom_fields.tiktok_ad"),
                MappingEntry.of("$.page_name", "custom_fields.tiktok_form"));
    }

    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var body = hook.whole().body();
        var given = hook.headers().get("X-Open-Signature");
        if (!HookSignatures.isHexOfEither(given, "", config.secret(SECRET.key()).orElse(""), body)) {
            throw HookSignatures.wrong();
        }
        var sent = KeptBody.parse(null, body);
        if (!(sent.path("entry") instanceof ArrayNode entries)
                || sent.path("object").asInt(0) != LEAD) {
            return Received.one(hook.whole());
        }
        var items = new ArrayList<NewIntake>();
        for (var entry : entries) {
            items.add(item(hook.whole(), entry));
        }
        return Received.of(items);
    }

    private static NewIntake item(NewIntake whole, JsonNode entry) {
        var item = whole.withBody(Json.MAPPER.writeValueAsBytes(entry))
                .withExternalId(ExternalIds.of(entry.path("id")).orElse(null));
        return isTest(entry) ? item.asTest() : item;
    }

    /** A test has no flag. */
    static boolean isTest(JsonNode entry) {
        return entry.path("changes")
                .valueStream()
                .anyMatch(change -> change.path("value").asString("").startsWith(TEST));
    }

    /** One URL also gets what isn't about leads. */
    @Override
    public Optional<Refusal> refuse(JsonNode payload, IntegrationConfig config) {
        return payload.has("object") ? Optional.of(Refusal.of("integration.other_event")) : Optional.empty();
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        if (!(KeptBody.parse(null, received.body()) instanceof ObjectNode payload)) {
            return received.fields();
        }
        var answers = new FormAnswers();
        for (var change : payload.path("changes")) {
            var field = change.path("field").asString("");
            answers.add(field, field, FormAnswers.fieldFor(field), change.path("value"));
        }
        answers.putInto(payload);
        return payload;
    }

    @Override
    public List<MappingEntry> ownMapping(JsonNode payload) {
        return FormAnswers.ownMapping(payload);
    }
}
