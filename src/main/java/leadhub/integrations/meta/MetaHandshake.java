package leadhub.integrations.meta;

import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.integrations.HandshakeType.Greeting;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.provider.HookSignatures;
import leadhub.outside.Signatures;
import leadhub.web.input.Query;
import org.jspecify.annotations.Nullable;

/**
 * How an app of Meta's and a URL know each other: a handshake by GET with a token of ours, then posts that the app's secret signs.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/webhooks/getting-started">Meta's description</a>
 */
public final class MetaHandshake {
    public static final TypeField VERIFY_TOKEN =
            TypeField.secret("meta", "verify_token").ours();

    private MetaHandshake() {}

    public static Greeting greet(Query query, IntegrationConfig config) {
        var token = config.secret(VERIFY_TOKEN.key()).orElse("");
        if (token.isEmpty()
                || !query.value("hub.mode").orElse("").equals("subscribe")
                || !Signatures.isSame(token, query.value("hub.verify_token").orElse(""))) {
            throw new Problem.Forbidden(Refusal.of("integration.handshake")).exception();
        }
        return new Greeting("text/plain", query.value("hub.challenge").orElse(""));
    }

    /** Refuses what the app's secret didn't sign. @param signature the header {@code X-Hub-Signature-256} */
    public static void requireSigned(@Nullable String signature, IntegrationConfig config, byte[] body) {
        var secret = config.secret(Graph.APP_SECRET.key()).orElse("");
        if (!HookSignatures.isHexOfEither(signature, "sha256=", secret, body)) {
            throw HookSignatures.wrong();
        }
    }
}
