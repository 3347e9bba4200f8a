package leadhub.integrations.viber;

import java.util.List;
import java.util.Map;
import leadhub.base.Json;
import leadhub.conversations.DeliveryFailure;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.messengers.NotDelivered;
import leadhub.integrations.messengers.Outgoing;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls a bot's methods. Whatever goes wrong, Viber answers 200 with a status of its own.
 *
 * @see <a href="https://creators.viber.com/docs/bots-api/errors">its statuses</a>
 */
record ViberApi(IntegrationConfig config, ProviderHttp http) {
    static final TypeField AUTH_TOKEN = TypeField.secret("viber", "auth_token").required();
    static final TypeField SENDER_NAME = TypeField.text("viber", "sender_name").required();
    static final TypeField API_BASE_URL = TypeField.apiBaseUrl("https://chatapi.viber.com");

    /** What people write is told always. */
    private static final List<String> EVENTS = List.of("delivered", "seen", "failed", "subscribed", "unsubscribed");

    /** What a message is called there. */
    String send(Outgoing message) {
        var body = Json.MAPPER
                .createObjectNode()
                .put("receiver", message.contactId())
                .put("type", "text")
                .put("text", message.text());
        body.putObject("sender").put("name", config.text(SENDER_NAME.key()).orElse(""));
        return ExternalIds.of(call("send_message", body).path("message_token"))
                .orElseThrow(() -> ProviderFailure.refused("no id"));
    }

    /** The bot as Viber knows it. */
    JsonNode account() {
        return call("get_account_info", Json.MAPPER.createObjectNode());
    }

    /** @param url "" for none */
    void setWebhook(String url) {
        var body = Json.MAPPER.createObjectNode().put("url", url);
        if (!url.isEmpty()) {
            EVENTS.forEach(body.putArray("event_types")::add);
            body.put("send_name", true).put("send_photo", false);
        }
        call("set_webhook", body);
    }

    private JsonNode call(String method, ObjectNode body) {
        var token = config.secret(AUTH_TOKEN.key()).orElseThrow(() -> ProviderFailure.token("no auth token"));
        var target = ProviderHttp.uri(config.choice(API_BASE_URL), "/pa/" + method);
        var answer =
                http.post(target, Map.of("X-Viber-Auth-Token", token), body).orFail();
        var status = answer.json().path("status").asInt(-1);
        if (status == 0) {
            return answer.json();
        }
        throw failure(status);
    }

    private static RuntimeException failure(int status) {
        var says = "status " + status;
        return switch (status) {
            // No such token, and a bot that is blocked, gone or suspended.
            case 2, 7, 8, 9 -> ProviderFailure.token(says);
            case 5, 11 -> new NotDelivered(DeliveryFailure.UNREACHABLE);
            case 6 -> new NotDelivered(DeliveryFailure.BLOCKED);
            // Too many at once, nothing paid for, and what Viber itself doesn't know.
            case -1, 12, 23, 24 -> ProviderFailure.later(says, null);
            default -> ProviderFailure.refused(says);
        };
    }
}
