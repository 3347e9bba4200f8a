package leadhub.integrations.smtp;

import java.util.function.Consumer;
import leadhub.integrations.Integration;
import leadhub.integrations.oauth.OAuthConfig;
import leadhub.integrations.oauth.OAuthTokens;
import leadhub.mail.MailFailure;
import leadhub.mail.Smtp;
import leadhub.mail.Unsent;
import leadhub.outside.AllowedAddresses;
import org.springframework.stereotype.Component;

/** Says as whom the mail server of an integration knows us: by a password, or by an access token. */
@Component
final class SmtpAccess {
    private final OAuthTokens tokens;
    private final AllowedAddresses allowed;

    SmtpAccess(OAuthTokens tokens, AllowedAddresses allowed) {
        this.tokens = tokens;
        this.allowed = allowed;
    }

    /**
     * Does something with the mail server, twice where it refuses an access token that was kept.
     *
     * @throws leadhub.integrations.provider.ProviderFailure if there is no access token
     * @throws Unsent with the kind of failure
     */
    void with(Integration integration, Consumer<Smtp.Target> visit) {
        var config = integration.terms().config();
        if (!OAuthConfig.isChosen(config)) {
            visit.accept(SmtpConfig.target(config, allowed));
            return;
        }
        tokens.use(OAuthTokens.Owner.of(integration), SmtpAccess::isSignIn, token -> {
            visit.accept(SmtpConfig.target(config, allowed, token));
            return true;
        });
    }

    private static boolean isSignIn(RuntimeException why) {
        return why instanceof Unsent unsent && unsent.failure() == MailFailure.SIGN_IN;
    }
}
