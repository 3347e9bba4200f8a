package leadhub.integrations.whatsapp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Json;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.DeliveryFailure;
import leadhub.conversations.MessageTemplate;
import leadhub.conversations.files.AnnouncedFile;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.TypeField;
import leadhub.integrations.messengers.NotDelivered;
import leadhub.integrations.messengers.Outgoing;
import leadhub.integrations.messengers.Sent;
import leadhub.integrations.meta.Graph;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends by WhatsApp's part of the Graph API, and asks whether a number is ready.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes">its error codes</a>
 */
final class WhatsAppApi {
    /** The same key as pages' token has, of which other words are said. */
    static final TypeField ACCESS_TOKEN =
            TypeField.secret("whatsapp", Graph.ACCESS_TOKEN.key()).required();

    /** Too much at once, and what the provider can't do at this moment. */
    private static final Set<Integer> LATER = Set.of(80007, 130429, 131000, 131016, 131048, 131056, 131057, 133004);

    private static final Map<Integer, DeliveryFailure> FOR_GOOD = Map.ofEntries(
            Map.entry(131047, DeliveryFailure.WINDOW),
            Map.entry(131026, DeliveryFailure.UNREACHABLE),
            Map.entry(131021, DeliveryFailure.UNREACHABLE),
            Map.entry(131050, DeliveryFailure.BLOCKED),
            Map.entry(132000, DeliveryFailure.TEMPLATE),
            Map.entry(132001, DeliveryFailure.TEMPLATE),
            Map.entry(132005, DeliveryFailure.TEMPLATE),
            Map.entry(132007, DeliveryFailure.TEMPLATE),
            Map.entry(132012, DeliveryFailure.TEMPLATE),
            Map.entry(132015, DeliveryFailure.TEMPLATE),
            Map.entry(132016, DeliveryFailure.TEMPLATE));

    private final IntegrationConfig config;
    private final Graph graph;

    WhatsAppApi(IntegrationConfig config, ProviderHttp http) {
        this.config = config;
        this.graph = new Graph(config, http);
    }

    /** Why a message with that error isn't brought to anybody; empty for any other. */
    static Optional<DeliveryFailure> meaning(int code) {
        return Optional.ofNullable(FOR_GOOD.get(code));
    }

    private String number() {
        return "/"
                + ProviderHttp.part(config.text(WhatsApp.PHONE_NUMBER_ID.key()).orElse(""));
    }

    /** Also under what number they are reached, which may be another than people dial. */
    Sent send(Outgoing message) {
        var sent = graph.post(number() + "/messages", body(message), WhatsAppApi::own);
        var id = sent.path("messages").path(0).path("id").asString("");
        if (id.isEmpty()) {
            throw ProviderFailure.refused("no id");
        }
        var reached = sent.path("contacts").path(0).path("wa_id").asString("");
        return new Sent(id, reached.matches("[0-9]{6,20}") && !reached.equals(message.contactId()) ? reached : null);
    }

    /** A file by its id: Meta names an address of it that is good for some minutes. */
    Optional<byte[]> download(String id) {
        var told = graph.get("/" + ProviderHttp.part(id), Map.of());
        if (told.path("file_size").asLong(0) > AnnouncedFile.MOST_BYTES) {
            return Optional.empty();
        }
        return graph.file(told.path("url").asString(""));
    }

    /** Those that Meta has approved. */
    List<ApprovedTemplate> templates() {
        return WhatsAppTemplates.read(
                graph, config.text(WhatsApp.ACCOUNT_ID.key()).orElse(""));
    }

    private static Optional<RuntimeException> own(int code) {
        if (LATER.contains(code)) {
            return Optional.of(ProviderFailure.later("code " + code, null));
        }
        return meaning(code).map(NotDelivered::new);
    }

    private static ObjectNode body(Outgoing message) {
        var body = Json.MAPPER
                .createObjectNode()
                .put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put("to", message.contactId());
        var template = message.template();
        if (template == null) {
            body.put("type", "text").putObject("text").put("preview_url", false).put("body", message.text());
        } else {
            body.put("type", "template").set("template", template(template, message.names()));
        }
        return body;
    }

    /** @param names of its placeholders; empty where they are numbers */
    private static ObjectNode template(MessageTemplate template, List<String> names) {
        var said = Json.MAPPER.createObjectNode().put("name", template.name());
        said.putObject("language").put("code", template.language());
        if (!template.parameters().isEmpty()) {
            var parameters =
                    said.putArray("components").addObject().put("type", "body").putArray("parameters");
            for (var i = 0; i < template.parameters().size(); i++) {
                var parameter = parameters.addObject().put("type", "text");
                if (i < names.size()) {
                    parameter.put("parameter_name", names.get(i));
                }
                parameter.put("text", template.parameters().get(i));
            }
        }
        return said;
    }

    /** Whether the token may use the number, and whether the account tells the app of messages. */
    List<Check> checks() {
        var checks = new ArrayList<Check>();
        checks.add(check(
                "number",
                "The access token can use the number.",
                "The number can't be used with this access token: save a new one, and check the phone number ID.",
                () -> graph.get(number(), Map.of("fields", "id,display_phone_number"))
                        .has("id")));
        var account = config.text(WhatsApp.ACCOUNT_ID.key()).orElse("");
        if (checks.getFirst().ok() && !account.isEmpty()) {
            checks.add(check(
                    "subscribed",
                    "The account tells the app of messages.",
                    "The account doesn't tell the app of messages: subscribe it by /subscribed_apps, and subscribe the field messages.",
                    () -> !graph.get("/" + ProviderHttp.part(account) + "/subscribed_apps", Map.of())
                            .path("data")
                            .isEmpty()));
            checks.add(check(
                    "templates",
                    "The account's templates can be read.",
                    "The account's templates can't be read: the token needs whatsapp_business_management.",
                    () -> graph.get(
                                    "/" + ProviderHttp.part(account) + "/message_templates",
                                    Map.of("fields", "name", "limit", "1"))
                            .has("data")));
        }
        return checks;
    }

    private interface Question {
        boolean isSo();
    }

    private static Check check(String name, String good, String bad, Question question) {
        try {
            var isSo = question.isSo();
            return new Check(name, isSo, isSo ? good : bad);
        } catch (ProviderFailure e) {
            return Check.failed(name, bad, e.say());
        }
    }
}
