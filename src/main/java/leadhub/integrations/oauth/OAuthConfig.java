package leadhub.integrations.oauth;

import java.net.URI;
import java.util.List;
import leadhub.base.Refusal;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationType.ConfigErrors;
import leadhub.integrations.TypeField;
import leadhub.outside.AllowedAddresses;
import leadhub.outside.OutsideUrl;

/** How a mail server is signed in to: by a password, or by access tokens for a refresh token (RFC 6749, section 6). */
public final class OAuthConfig {
    private static final String GROUP = "oauth";
    private static final String PASSWORD = "password";
    private static final String OAUTH2 = "oauth2";

    /** A password, unless somebody says otherwise. */
    public static final TypeField AUTH = TypeField.select(GROUP, "auth", List.of(PASSWORD, OAUTH2));

    public static final TypeField TOKEN_URL =
            TypeField.text(GROUP, "oauth_token_url").required().onlyIf(AUTH, OAUTH2);
    public static final TypeField CLIENT_ID =
            TypeField.text(GROUP, "oauth_client_id").required().onlyIf(AUTH, OAUTH2);
    /** Programs on people's own machines have none. */
    public static final TypeField CLIENT_SECRET =
            TypeField.secret(GROUP, "oauth_client_secret").onlyIf(AUTH, OAUTH2);

    public static final TypeField REFRESH_TOKEN =
            TypeField.secret(GROUP, "oauth_refresh_token").required().onlyIf(AUTH, OAUTH2);
    public static final TypeField SCOPE = TypeField.text(GROUP, "oauth_scope").onlyIf(AUTH, OAUTH2);

    private OAuthConfig() {}

    public static boolean isChosen(IntegrationConfig config) {
        return config.choice(AUTH).equals(OAUTH2);
    }

    /** A field of a mail server that counts where a password signs in. */
    public static TypeField byPassword(TypeField field) {
        return field.onlyIf(AUTH, PASSWORD);
    }

    /** An address that can't be called. */
    public static void check(ConfigErrors errors, IntegrationConfig config, AllowedAddresses allowed) {
        config.text(TOKEN_URL.key())
                .filter(url -> OutsideUrl.parse(url)
                        .filter(target -> isKeptSecret(target, allowed))
                        .isEmpty())
                .ifPresent(url -> errors.reject(TOKEN_URL.key(), Refusal.of("url")));
    }

    /** Tokens and secrets go over TLS (RFC 6749, section 3.2), except to an address in the operator's own networks. */
    private static boolean isKeptSecret(URI target, AllowedAddresses allowed) {
        return target.getScheme().equals("https") || allowed.allowsLiteral(target.getHost());
    }
}
