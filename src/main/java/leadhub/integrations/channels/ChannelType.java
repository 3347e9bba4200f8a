package leadhub.integrations.channels;

import java.net.URI;
import java.util.List;
import leadhub.base.Refusal;
import leadhub.integrations.CheckedType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.TypeField;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.outside.OutsideUrl;
import tools.jackson.databind.node.ObjectNode;

/** A channel of a chat program. Whoever knows its URL may post to it, so the URL is its secret. */
public abstract class ChannelType implements CheckedType {
    private final About about;
    private final TypeField url;

    protected ChannelType(String key, String name) {
        this.about = new About(key, name, Category.MESSAGING, Status.FROM_DOCUMENTS);
        this.url = TypeField.secret(key, "webhook_url").required();
    }

    /** A message as the program reads it. */
    protected abstract ObjectNode body(ChannelMessage message);

    /** Where it is posted. */
    protected URI target(URI given) {
        return given;
    }

    @Override
    public final About about() {
        return about;
    }

    @Override
    public final Direction direction() {
        return Direction.OUT;
    }

    @Override
    public final List<TypeField> fields() {
        return List.of(url);
    }

    @Override
    public final void check(ConfigErrors errors, IntegrationConfig config) {
        config.secret(url.key())
                .filter(text -> OutsideUrl.parse(text).isEmpty())
                .ifPresent(text -> errors.reject(url.key(), Refusal.of("url")));
    }

    /** Posts a message, in no transaction. The channel is gone for good where its URL leads nowhere any more. */
    final void post(IntegrationConfig config, ChannelMessage message, ProviderHttp http) {
        var given =
                config.secret(url.key()).flatMap(OutsideUrl::parse).orElseThrow(() -> ProviderFailure.token("no URL"));
        var answer = http.tell(target(given), body(message));
        switch (answer.status()) {
            case 401, 403, 404, 410 -> throw ProviderFailure.token("HTTP " + answer.status());
            default -> answer.orFail();
        }
    }

    /** The one way to know is to post something. */
    @Override
    public final List<Check> checks(Integration integration, ProviderHttp http) {
        var config = integration.terms().config();
        try {
            post(config, ChannelMessage.test(), http);
            return List.of(new Check("channel", true, "A message was posted to the channel: look whether it's there."));
        } catch (ProviderFailure e) {
            return List.of(
                    Check.failed("channel", "Nothing can be posted: make a new webhook and save its URL.", e.say()));
        }
    }
}
