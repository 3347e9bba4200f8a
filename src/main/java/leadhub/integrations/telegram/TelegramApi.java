package leadhub.integrations.telegram;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import leadhub.base.Json;
import leadhub.conversations.DeliveryFailure;
import leadhub.conversations.files.AnnouncedFile;
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
 * Calls a bot's methods. The token stands in each address, so no address is ever told.
 *
 * @see <a href="https://core.telegram.org/bots/api">Telegram's description</a>
 */
record TelegramApi(IntegrationConfig config, ProviderHttp http) {
    static final TypeField BOT_TOKEN = TypeField.secret("telegram", "bot_token").required();
    static final TypeField SECRET_TOKEN =
            TypeField.secret("telegram", "secret_token").ours();
    static final TypeField API_BASE_URL = TypeField.apiBaseUrl("https://api.telegram.org");

    private static final Pattern TOKEN = Pattern.compile("[0-9]{1,20}:[A-Za-z0-9_-]{10,100}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_./-]{1,500}");
    private static final Duration LONGEST = Duration.ofHours(1);

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /** What a message is called there. */
    String send(Outgoing message) {
        var body = Json.MAPPER.createObjectNode();
        putChat(body, message.contactId());
        body.put("text", message.text());
        body.putObject("link_preview_options").put("is_disabled", true);
        return ExternalIds.of(call("sendMessage", body).path("message_id"))
                .orElseThrow(() -> ProviderFailure.refused("no id"));
    }

    private static void putChat(ObjectNode body, String id) {
        if (!id.matches("-?[0-9]{1,18}")) {
            throw new NotDelivered(DeliveryFailure.UNREACHABLE);
        }
        body.put("chat_id", Long.parseLong(id));
    }

    /** A file by its id. Telegram hands over 20 MB at most. */
    Optional<byte[]> download(String id) {
        var answer = post("getFile", Json.MAPPER.createObjectNode().put("file_id", id));
        if (isTooBig(answer)) {
            return Optional.empty();
        }
        var file = result(answer);
        if (file.path("file_size").asLong(0) > AnnouncedFile.MOST_BYTES) {
            return Optional.empty();
        }
        var path = file.path("file_path").asString("");
        if (!PATH.matcher(path).matches() || path.contains("..")) {
            throw ProviderFailure.missing("no path");
        }
        return http.file(ProviderHttp.uri(config.choice(API_BASE_URL), "/file/bot" + token() + "/" + path), Map.of());
    }

    private static boolean isTooBig(ProviderHttp.Answer answer) {
        return answer.status() == 400
                && answer.json().path("description").asString("").contains("file is too big");
    }

    /** What a method answers. */
    JsonNode call(String method, ObjectNode body) {
        return result(post(method, body));
    }

    private ProviderHttp.Answer post(String method, ObjectNode body) {
        var target = ProviderHttp.uri(config.choice(API_BASE_URL), "/bot" + token() + "/" + method);
        return http.post(target, Map.of(), body);
    }

    private String token() {
        return config.secret(BOT_TOKEN.key())
                .filter(TelegramApi::isToken)
                .orElseThrow(() -> ProviderFailure.token("no bot token"));
    }

    private static JsonNode result(ProviderHttp.Answer answer) {
        if (answer.isSuccess() && answer.json().path("ok").asBoolean(false)) {
            return answer.json().path("result");
        }
        throw failure(answer);
    }

    /** A token that was revoked is a 401, and one that never was a 404. */
    private static RuntimeException failure(ProviderHttp.Answer answer) {
        var code = answer.json().path("error_code").asInt(answer.status());
        var says = "HTTP " + code;
        var pause = answer.json().path("parameters").path("retry_after").asLong(0);
        return switch (code) {
            case 401, 404 -> ProviderFailure.token(says);
            case 403 -> new NotDelivered(DeliveryFailure.BLOCKED);
            case 429 ->
                ProviderFailure.later(
                        says, pause > 0 ? Duration.ofSeconds(Math.min(pause, LONGEST.toSeconds())) : answer.pause());
            case 400 ->
                answer.json().path("description").asString("").contains("chat not found")
                        ? new NotDelivered(DeliveryFailure.UNREACHABLE)
                        : ProviderFailure.refused(says);
            default -> answer.failure(null);
        };
    }
}
