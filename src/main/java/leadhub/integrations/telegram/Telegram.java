package leadhub.integrations.telegram;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.conversations.Channel;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.messengers.Incoming;
import leadhub.integrations.messengers.MessengerIntake;
import leadhub.integrations.messengers.MessengerWebhooks;
import leadhub.integrations.messengers.Outgoing;
import leadhub.integrations.messengers.Sent;
import leadhub.integrations.messengers.ToldMessenger;
import leadhub.integrations.provider.HookSignatures;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.outside.Signatures;
import leadhub.web.intake.KeptBody;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bot of Telegram. It is told our URL by us, with a secret that it sends back with each update.
 *
 * @see <a href="https://core.telegram.org/bots/api#setwebhook">Telegram's description</a>
 */
@Component
final class Telegram extends ToldMessenger {
    private static final int MOST_CHARACTERS = 4_096;

    Telegram(ObjectProvider<MessengerIntake> intake, MessengerWebhooks webhooks) {
        super(new About("telegram", "Telegram", Category.MESSAGING, Status.FROM_DOCUMENTS), intake, webhooks);
    }

    @Override
    public List<TypeField> fields() {
        return List.of(TelegramApi.BOT_TOKEN, TelegramApi.SECRET_TOKEN, TelegramApi.API_BASE_URL);
    }

    @Override
    public void check(ConfigErrors errors, IntegrationConfig config) {
        config.secret(TelegramApi.BOT_TOKEN.key())
                .filter(token -> !TelegramApi.isToken(token))
                .ifPresent(token -> errors.reject(TelegramApi.BOT_TOKEN.key(), Refusal.of("invalid")));
        config.secret(TelegramApi.SECRET_TOKEN.key())
                .filter(token -> !token.matches("[A-Za-z0-9_-]{1,256}"))
                .ifPresent(token -> errors.reject(TelegramApi.SECRET_TOKEN.key(), Refusal.of("invalid")));
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public int mostCharacters() {
        return MOST_CHARACTERS;
    }

    /** An update's number may begin anew after a week of silence, so that the message's own belongs to it. */
    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var secret = config.secret(TelegramApi.SECRET_TOKEN.key()).orElse("");
        var given = hook.headers().get("X-Telegram-Bot-Api-Secret-Token");
        if (secret.isEmpty() || !Signatures.isSame(secret, Objects.requireNonNullElse(given, ""))) {
            throw HookSignatures.wrong();
        }
        var update = KeptBody.parse(null, hook.whole().body());
        var message = TelegramMessage.of(update);
        var id = Stream.of(update.path("update_id"), message.path("chat").path("id"), message.path("message_id"))
                .flatMap(part -> ExternalIds.of(part).stream())
                .collect(Collectors.joining(":"));
        return Received.one(hook.whole().withExternalId(id.isEmpty() ? null : id));
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        var update = KeptBody.parse(null, received.body());
        return update instanceof ObjectNode object ? TelegramMessage.withSender(object) : update;
    }

    @Override
    public Incoming read(JsonNode payload, IntegrationConfig config) {
        return TelegramMessage.read(payload);
    }

    @Override
    public Sent send(IntegrationConfig config, Outgoing message, ProviderHttp http) {
        return Sent.of(new TelegramApi(config, http).send(message));
    }

    @Override
    public Optional<byte[]> download(IntegrationConfig config, String reference, ProviderHttp http) {
        return new TelegramApi(config, http).download(reference);
    }

    @Override
    protected void greet(IntegrationConfig config, ProviderHttp http) {
        new TelegramApi(config, http).call("getMe", Json.MAPPER.createObjectNode());
    }

    @Override
    protected String told(IntegrationConfig config, ProviderHttp http) {
        return new TelegramApi(config, http)
                .call("getWebhookInfo", Json.MAPPER.createObjectNode())
                .path("url")
                .asString("");
    }

    @Override
    protected void tell(IntegrationConfig config, ProviderHttp http, String url) {
        var body = Json.MAPPER
                .createObjectNode()
                .put("url", url)
                .put(
                        "secret_token",
                        config.secret(TelegramApi.SECRET_TOKEN.key()).orElse(""));
        body.putArray("allowed_updates").add("message").add("edited_message");
        new TelegramApi(config, http).call("setWebhook", body);
    }

    /** What people write meanwhile Telegram keeps for a day. */
    @Override
    protected void leave(IntegrationConfig config, ProviderHttp http) {
        new TelegramApi(config, http).call("deleteWebhook", Json.MAPPER.createObjectNode());
    }
}
