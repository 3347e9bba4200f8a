package leadhub.integrations.smtp;

import java.util.List;
import java.util.Optional;
import leadhub.base.settings.SmtpServer;
import leadhub.base.settings.SmtpServer.Security;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.oauth.OAuthConfig;
import leadhub.mail.Smtp;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.InetAddressFilter;
import tools.jackson.databind.JsonNode;

/** What a mail server is known by, as it stands in an integration. */
final class SmtpConfig {
    static final String KEY = "smtp";
    static final TypeField HOST = TypeField.text(KEY, "host").required();
    static final TypeField PORT = TypeField.number(KEY, "port");
    static final TypeField SECURITY = TypeField.select(KEY, "security", List.of("starttls", "tls", "none"));
    static final TypeField USER = TypeField.text(KEY, "user");
    /** Required beside a user: there are servers that ask nobody. */
    static final TypeField PASSWORD = OAuthConfig.byPassword(TypeField.secret(KEY, "password"));

    static final TypeField FROM = TypeField.text(KEY, "from").required();
    static final TypeField CERTIFICATE = TypeField.text(KEY, "certificate");

    private SmtpConfig() {}

    /** Where a password lets us in, or nobody is asked. */
    static Smtp.Target target(IntegrationConfig config, InetAddressFilter allowed) {
        return target(config, allowed, config.secret(PASSWORD.key()).orElse(null), false);
    }

    static Smtp.Target target(IntegrationConfig config, InetAddressFilter allowed, String token) {
        return target(config, allowed, token, true);
    }

    private static Smtp.Target target(
            IntegrationConfig config, InetAddressFilter allowed, @Nullable String secret, boolean hasToken) {
        var security = Security.ofWord(config.choice(SECURITY)).orElse(Security.STARTTLS);
        var server = new SmtpServer(
                config.text(HOST.key()).orElse(""),
                port(config).orElse(security.usualPort()),
                security,
                config.text(USER.key()).orElse(null),
                secret,
                config.text(FROM.key()).orElse(""));
        return new Smtp.Target(server, allowed, config.text(CERTIFICATE.key()).orElse(null), hasToken);
    }

    /** 0 for what is none; empty where nothing is said. */
    static Optional<Integer> port(IntegrationConfig config) {
        return Optional.ofNullable(config.open().get(PORT.key()))
                .filter(JsonNode::isNumber)
                .map(number -> number.doubleValue() == number.intValue() ? number.intValue() : 0);
    }
}
