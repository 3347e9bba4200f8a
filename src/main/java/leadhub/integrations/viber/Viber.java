package leadhub.integrations.viber;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Refusal;
import leadhub.conversations.Channel;
import leadhub.conversations.Message;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.messengers.Incoming;
import leadhub.integrations.messengers.MessengerIntake;
import leadhub.integrations.messengers.MessengerWebhooks;
import leadhub.integrations.messengers.Outgoing;
import leadhub.integrations.messengers.Sent;
import leadhub.integrations.messengers.ToldMessenger;
import leadhub.integrations.provider.HookSignatures;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.web.intake.KeptBody;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bot of Viber. It is told our URL by us, and signs what it posts there with its token. Whoever unsubscribes gets nothing more.
 *
 * @see <a href="https://developers.viber.com/docs/api/rest-bot-api/">Viber's description</a>
 */
@Component
final class Viber extends ToldMessenger {
    private static final int MOST_NAME = 28;

    Viber(ObjectProvider<MessengerIntake> intake, MessengerWebhooks webhooks) {
        super(new About("viber", "Viber", Category.MESSAGING, Status.FROM_DOCUMENTS), intake, webhooks);
    }

    @Override
    public List<TypeField> fields() {
        return List.of(ViberApi.AUTH_TOKEN, ViberApi.SENDER_NAME, ViberApi.API_BASE_URL);
    }

    @Override
    public void check(ConfigErrors errors, IntegrationConfig config) {
        config.secret(ViberApi.AUTH_TOKEN.key())
                .filter(token -> !token.matches("[A-Za-z0-9-]{10,100}"))
                .ifPresent(token -> errors.reject(ViberApi.AUTH_TOKEN.key(), Refusal.of("invalid")));
        config.text(ViberApi.SENDER_NAME.key())
                .filter(name -> name.length() > MOST_NAME)
                .ifPresent(name -> errors.reject(
                        ViberApi.SENDER_NAME.key(), Refusal.of("max.string").with("max", MOST_NAME)));
    }

    @Override
    public List<MappingEntry> usualMapping() {
        var all = new ArrayList<>(super.usualMapping());
        all.add(MappingEntry.of("$.sender.country", "country"));
        return all;
    }

    @Override
    public Channel channel() {
        return Channel.VIBER;
    }

    /** Viber takes 7,000, which is more than a message may have here. */
    @Override
    public int mostCharacters() {
        return Message.MOST_CHARACTERS;
    }

    /** While it is told the URL it asks whether somebody answers there. */
    @Override
    public Received receive(Hook hook, IntegrationConfig config) {
        var token = config.secret(ViberApi.AUTH_TOKEN.key()).orElse("");
        var given = hook.headers().get("X-Viber-Content-Signature");
        if (token.isEmpty()
                || !HookSignatures.isHex(given, "", token, hook.whole().body())) {
            throw HookSignatures.wrong();
        }
        var event = KeptBody.parse(null, hook.whole().body());
        return event.path("event").asString("").equals("webhook")
                ? Received.of(List.of())
                : Received.one(hook.whole().withExternalId(ViberEvent.id(event).orElse(null)));
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        var event = KeptBody.parse(null, received.body());
        return event instanceof ObjectNode object ? ViberEvent.withSender(object) : event;
    }

    @Override
    public Incoming read(JsonNode payload, IntegrationConfig config) {
        return ViberEvent.read(payload);
    }

    @Override
    public Sent send(IntegrationConfig config, Outgoing message, ProviderHttp http) {
        return Sent.of(new ViberApi(config, http).send(message));
    }

    /** Anybody may read a file at its address for a time, so no token goes there, and none is refused there. */
    @Override
    public Optional<byte[]> download(IntegrationConfig config, String reference, ProviderHttp http) {
        try {
            return http.file(ProviderHttp.uri(reference, ""), Map.of());
        } catch (ProviderFailure e) {
            throw e.kind() == ProviderFailure.Kind.TOKEN ? ProviderFailure.missing(e.say()) : e;
        }
    }

    @Override
    protected void greet(IntegrationConfig config, ProviderHttp http) {
        new ViberApi(config, http).account();
    }

    @Override
    protected String told(IntegrationConfig config, ProviderHttp http) {
        return new ViberApi(config, http).account().path("webhook").asString("");
    }

    @Override
    protected void tell(IntegrationConfig config, ProviderHttp http, String url) {
        new ViberApi(config, http).setWebhook(url);
    }

    @Override
    protected void leave(IntegrationConfig config, ProviderHttp http) {
        new ViberApi(config, http).setWebhook("");
    }
}
