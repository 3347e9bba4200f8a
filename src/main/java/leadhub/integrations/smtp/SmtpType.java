package leadhub.integrations.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import leadhub.base.Refusal;
import leadhub.integrations.CheckedType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.KeepingType;
import leadhub.integrations.TypeField;
import leadhub.integrations.oauth.OAuthConfig;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.mail.KnownCertificate;
import leadhub.mail.MailFailure;
import leadhub.mail.MailWays;
import leadhub.mail.Smtp;
import leadhub.mail.Unsent;
import leadhub.outside.AllowedAddresses;
import leadhub.web.input.Emails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A workspace's own mail server, by which its emails to leads go. */
@Component
final class SmtpType implements CheckedType, KeepingType {
    private static final int MOST_CHARACTERS = 255;
    private static final String TOKEN = "token";

    private final MailWays ways;
    private final AllowedAddresses allowed;
    private final SmtpAccess access;
    private final Smtp smtp;

    SmtpType(MailWays ways, AllowedAddresses allowed, SmtpAccess access, Smtp smtp) {
        this.ways = ways;
        this.allowed = allowed;
        this.access = access;
        this.smtp = smtp;
    }

    @Override
    public About about() {
        return new About(SmtpConfig.KEY, "SMTP", Category.EMAIL, Status.VERIFIED);
    }

    @Override
    public Direction direction() {
        return Direction.OUT;
    }

    @Override
    public List<TypeField> fields() {
        return List.of(
                SmtpConfig.HOST,
                SmtpConfig.PORT,
                SmtpConfig.SECURITY,
                SmtpConfig.USER,
                OAuthConfig.AUTH,
                SmtpConfig.PASSWORD,
                OAuthConfig.TOKEN_URL,
                OAuthConfig.CLIENT_ID,
                OAuthConfig.CLIENT_SECRET,
                OAuthConfig.REFRESH_TOKEN,
                OAuthConfig.SCOPE,
                SmtpConfig.FROM,
                SmtpConfig.CERTIFICATE);
    }

    /** A password isn't sent to another server than the one that it was given for. */
    @Override
    public Set<String> whereSecretsGo() {
        return Set.of(
                SmtpConfig.HOST.key(),
                SmtpConfig.PORT.key(),
                SmtpConfig.SECURITY.key(),
                SmtpConfig.USER.key(),
                SmtpConfig.CERTIFICATE.key(),
                OAuthConfig.TOKEN_URL.key());
    }

    /** A name is resolved when connecting; an address can be checked at once. */
    @Override
    public void check(ConfigErrors errors, IntegrationConfig config) {
        reject(
                errors,
                config,
                SmtpConfig.HOST,
                host -> !host.matches("[A-Za-z0-9:._-]{1,253}") || allowed.refusesLiteral(host));
        reject(errors, config, SmtpConfig.USER, SmtpType::isNoLine);
        reject(errors, config, SmtpConfig.CERTIFICATE, text -> !text.matches(KnownCertificate.FORM));
        config.text(SmtpConfig.FROM.key())
                .filter(from -> !Emails.isValid(from) || isNoLine(from))
                .ifPresent(from -> errors.reject(SmtpConfig.FROM.key(), Refusal.of("email")));
        SmtpConfig.port(config)
                .filter(port -> port < 1 || port > 65_535)
                .ifPresent(port -> errors.reject(SmtpConfig.PORT.key(), Refusal.of("invalid")));
        OAuthConfig.check(errors, config, allowed);
        var hasUser = config.text(SmtpConfig.USER.key()).isPresent();
        var hasTokens = OAuthConfig.isChosen(config);
        if (hasTokens && !hasUser) {
            errors.reject(SmtpConfig.USER.key(), Refusal.of("required"));
        }
        if (!hasTokens && hasUser && config.secret(SmtpConfig.PASSWORD.key()).isEmpty()) {
            errors.reject(SmtpConfig.PASSWORD.key(), Refusal.of("required"));
        }
    }

    private static void reject(
            ConfigErrors errors,
            IntegrationConfig config,
            TypeField field,
            java.util.function.Predicate<String> isWrong) {
        config.text(field.key()).filter(isWrong).ifPresent(text -> errors.reject(field.key(), Refusal.of("invalid")));
    }

    private static boolean isNoLine(String text) {
        return text.length() > MOST_CHARACTERS || text.matches("(?s).*\\p{Cntrl}.*");
    }

    /** Each step that was taken; nothing is known of those behind one that failed. */
    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var checks = new ArrayList<Check>();
        MailFailure failed;
        try {
            failed = failure(integration);
        } catch (ProviderFailure e) {
            return List.of(Check.failed(
                    TOKEN,
                    "The provider hands out no access token: check its address, the client and the refresh token.",
                    e.say()));
        }
        if (OAuthConfig.isChosen(integration.terms().config())) {
            checks.add(new Check(TOKEN, true, "The provider hands out an access token."));
        }
        for (var step : SmtpStep.values()) {
            if (failed != null && SmtpStep.of(failed) == step) {
                checks.add(Check.failed(step.word(), step.wrong(), failed.word()));
                return checks;
            }
            checks.add(new Check(step.word(), true, step.fine()));
        }
        return checks;
    }

    private @Nullable MailFailure failure(Integration integration) {
        try {
            var host = integration.terms().config().text(SmtpConfig.HOST.key()).orElse("");
            if (Arrays.stream(InetAddress.getAllByName(host)).noneMatch(allowed::matches)) {
                return MailFailure.FORBIDDEN;
            }
            access.with(integration, smtp::check);
            return null;
        } catch (UnknownHostException e) {
            return MailFailure.UNKNOWN_HOST;
        } catch (Unsent e) {
            return e.failure();
        }
    }

    @Override
    public void saved(long workspaceId, long id, Integration.@Nullable Terms before, Integration.Terms after) {
        if (after.isPaused()) {
            ways.withdraw(workspaceId, id);
        } else {
            var from = after.config().text(SmtpConfig.FROM.key()).orElseThrow();
            ways.offer(workspaceId, new MailWays.Chosen(id, SmtpConfig.KEY, from));
        }
    }

    @Override
    public void deleted(long workspaceId, Integration before) {
        ways.withdraw(workspaceId, before.id());
    }
}
