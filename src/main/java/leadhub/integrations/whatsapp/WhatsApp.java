package leadhub.integrations.whatsapp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.Channel;
import leadhub.intake.NewIntake;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.AskedType.Owner;
import leadhub.integrations.HandshakeType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.KeepingType;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.messengers.Incoming;
import leadhub.integrations.messengers.Messenger;
import leadhub.integrations.messengers.MessengerIntake;
import leadhub.integrations.messengers.MessengerTemplates;
import leadhub.integrations.messengers.Outgoing;
import leadhub.integrations.messengers.Sent;
import leadhub.integrations.meta.Graph;
import leadhub.integrations.meta.MetaHandshake;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.web.input.Query;
import leadhub.web.intake.KeptBody;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * WhatsApp by Meta's Cloud API. An app has one URL for all its numbers: what comes goes to the integration of its number. Texts may be
 * sent for 24 hours after somebody wrote, and templates that Meta has approved at any time.
 *
 * @see <a href="https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint">Meta's
 *     description</a>
 */
@Component
final class WhatsApp extends Messenger implements HandshakeType, KeepingType {
    static final TypeField PHONE_NUMBER_ID =
            TypeField.text("whatsapp", "phone_number_id").required();
    static final TypeField ACCOUNT_ID = TypeField.text("whatsapp", "waba_id");

    private static final int MOST_CHARACTERS = 4_096;
    private static final Duration WINDOW = Duration.ofHours(24);
    /** As which the dashboard's button sends. */
    private static final String NUMBER_OF_TESTS = "123456123";

    private final MessengerTemplates templates;

    WhatsApp(ObjectProvider<MessengerIntake> intake, MessengerTemplates templates) {
        super(new About("whatsapp", "WhatsApp", Category.MESSAGING, Status.FROM_DOCUMENTS), intake);
        this.templates = templates;
    }

    @Override
    public List<TypeField> fields() {
        return List.of(
                PHONE_NUMBER_ID,
                Graph.APP_SECRET,
                WhatsAppApi.ACCESS_TOKEN,
                MetaHandshake.VERIFY_TOKEN,
                ACCOUNT_ID,
                Graph.API_VERSION,
                Graph.API_BASE_URL);
    }

    @Override
    public List<MappingEntry> usualMapping() {
        var all = new ArrayList<>(super.usualMapping());
        all.add(MappingEntry.of("$.message.referral.source_id", "custom_fields.ad_id"));
        all.add(MappingEntry.of("$.message.referral.ctwa_clid", "custom_fields.ctwa_clid"));
        return all;
    }

    @Override
    public Channel channel() {
        return Channel.WHATSAPP;
    }

    @Override
    public int mostCharacters() {
        return MOST_CHARACTERS;
    }

    @Override
    public Optional<Duration> window() {
        return Optional.of(WINDOW);
    }

    @Override
    public boolean hasTemplates() {
        return true;
    }

    @Override
    public Greeting greet(Query query, IntegrationConfig config) {
        return MetaHandshake.greet(query, config);
    }

    /** A post may have messages and reports of several numbers: each is an item of its own. */
    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var body = hook.whole().body();
        MetaHandshake.requireSigned(hook.headers().get("X-Hub-Signature-256"), config, body);
        var items = new ArrayList<NewIntake>();
        for (var entry : KeptBody.parse(null, body).path("entry")) {
            for (var change : entry.path("changes")) {
                if (change.path("field").asString("").equals("messages")) {
                    add(items, hook.whole(), change.path("value"));
                }
            }
        }
        return items.isEmpty() ? Received.one(hook.whole()) : Received.of(items);
    }

    private static void add(List<NewIntake> items, NewIntake whole, JsonNode value) {
        var metadata = value.path("metadata");
        for (var message : value.path("messages")) {
            var item = item(metadata);
            item.set("contact", contact(value, message));
            item.set("message", message);
            add(items, whole, item, ExternalIds.of(message.path("id")));
        }
        for (var status : value.path("statuses")) {
            var item = item(metadata);
            item.set("status", status);
            var id = ExternalIds.of(status.path("id"))
                    .map(one -> one + ":" + status.path("status").asString(""));
            add(items, whole, item, id);
        }
    }

    private static ObjectNode item(JsonNode metadata) {
        var item = Json.MAPPER.createObjectNode();
        item.set("metadata", metadata);
        return item;
    }

    private static void add(List<NewIntake> items, NewIntake whole, ObjectNode item, Optional<String> id) {
        var intake = whole.withBody(Json.MAPPER.writeValueAsBytes(item)).withExternalId(id.orElse(null));
        items.add(numberOf(item).equals(NUMBER_OF_TESTS) ? intake.asTest() : intake);
    }

    /** Whoever wrote, among those that a post tells of. */
    private static JsonNode contact(JsonNode value, JsonNode message) {
        var from = message.path("from").asString("");
        return value.path("contacts")
                .valueStream()
                .filter(one -> one.path("wa_id").asString("").equals(from))
                .findFirst()
                .orElse(value.path("contacts").path(0));
    }

    private static String numberOf(JsonNode payload) {
        return ExternalIds.of(payload.path("metadata").path("phone_number_id")).orElse("");
    }

    @Override
    public List<Owner> owners(JsonNode payload) {
        var number = numberOf(payload);
        return number.isEmpty() ? List.of() : List.of(new Owner(about().key(), PHONE_NUMBER_ID.key(), number));
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        var payload = KeptBody.parse(null, received.body());
        return payload instanceof ObjectNode object && object.has("message")
                ? WhatsAppMessage.withSender(object)
                : payload;
    }

    @Override
    public Incoming read(JsonNode payload, IntegrationConfig config) {
        return WhatsAppMessage.read(
                payload, numberOf(payload), config.text(PHONE_NUMBER_ID.key()).orElse(""));
    }

    @Override
    public Sent send(IntegrationConfig config, Outgoing message, ProviderHttp http) {
        return new WhatsAppApi(config, http).send(message);
    }

    @Override
    public Optional<byte[]> download(IntegrationConfig config, String reference, ProviderHttp http) {
        return new WhatsAppApi(config, http).download(reference);
    }

    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var config = integration.terms().config();
        return new WhatsAppApi(config, http).checks();
    }

    /** Whose account nobody has told has no templates that we know. */
    @Override
    public List<ApprovedTemplate> templates(IntegrationConfig config, ProviderHttp http) {
        return config.text(ACCOUNT_ID.key()).isPresent() ? new WhatsAppApi(config, http).templates() : List.of();
    }

    @Override
    public void saved(long workspaceId, long id, Integration.@Nullable Terms before, Integration.Terms after) {
        templates.askSoon(workspaceId, id);
    }

    @Override
    public void deleted(long workspaceId, Integration before) {
        templates.forget(workspaceId, before.id());
    }
}
