package leadhub.integrations.emailimap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import leadhub.base.Refusal;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.CheckedType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.IntegrationPreview.Check;
import leadhub.integrations.KeepingType;
import leadhub.integrations.TypeField;
import leadhub.integrations.leadmails.LeadMail;
import leadhub.integrations.leadmails.LeadMailRules;
import leadhub.integrations.leadmails.LeadMailType;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.integrations.oauth.OAuthConfig;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.outside.AllowedAddresses;
import leadhub.web.input.Emails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A mailbox whose emails are their senders', whether they are leads already or become some. */
@Component
final class EmailImap implements CheckedType, KeepingType, LeadMailType {
    static final String KEY = "email_imap";
    /** Empty where its server takes no plus in addresses. */
    private static final TypeField REPLY_ADDRESS = TypeField.text(KEY, "reply_address");

    private static final int MOST_CHARACTERS = 255;
    /** Of what stands before the @: what names a lead has to fit behind it. */
    private static final int MOST_LOCAL = 25;

    private final Imap imap;
    private final AllowedAddresses allowed;
    private final MailboxSql mailboxes;
    private final MailboxMarks marks;
    private final LeadMailRules rules;

    EmailImap(Imap imap, AllowedAddresses allowed, MailboxSql mailboxes, MailboxMarks marks, LeadMailRules rules) {
        this.imap = imap;
        this.allowed = allowed;
        this.mailboxes = mailboxes;
        this.marks = marks;
        this.rules = rules;
    }

    @Override
    public About about() {
        return new About(KEY, "Email (IMAP)", Category.EMAIL, Status.VERIFIED);
    }

    @Override
    public IntakeSource source() {
        return IntakeSource.EMAIL;
    }

    @Override
    public List<TypeField> fields() {
        return List.of(
                ImapServer.HOST,
                ImapServer.PORT,
                ImapServer.SECURITY,
                ImapServer.USER,
                OAuthConfig.AUTH,
                ImapServer.PASSWORD,
                OAuthConfig.TOKEN_URL,
                OAuthConfig.CLIENT_ID,
                OAuthConfig.CLIENT_SECRET,
                OAuthConfig.REFRESH_TOKEN,
                OAuthConfig.SCOPE,
                ImapServer.FOLDER,
                REPLY_ADDRESS);
    }

    /** A password isn't sent to another server than the one that it was given for. */
    @Override
    public Set<String> whereSecretsGo() {
        return Set.of(
                ImapServer.HOST.key(),
                ImapServer.PORT.key(),
                ImapServer.SECURITY.key(),
                ImapServer.USER.key(),
                OAuthConfig.TOKEN_URL.key());
    }

    @Override
    public List<MappingEntry> usualMapping() {
        return List.of(
                MappingEntry.of("$.sender.email", "email"),
                MappingEntry.of("$.sender.first_name", "first_name"),
                MappingEntry.of("$.sender.last_name", "last_name"));
    }

    @Override
    public JsonNode payload(ReceivedIntake received) {
        return LeadMail.payload(received.fields());
    }

    /** A name is resolved when connecting; an address can be checked at once. */
    @Override
    public void check(ConfigErrors errors, IntegrationConfig config) {
        config.text(ImapServer.HOST.key())
                .filter(host -> !host.matches("[A-Za-z0-9:._-]{1,253}") || allowed.refusesLiteral(host))
                .ifPresent(host -> errors.reject(ImapServer.HOST.key(), Refusal.of("invalid")));
        var port = config.open().get(ImapServer.PORT.key());
        if (port != null && (ImapServer.port(port) < 1 || ImapServer.port(port) > 65535)) {
            errors.reject(ImapServer.PORT.key(), Refusal.of("invalid"));
        }
        OAuthConfig.check(errors, config, allowed);
        config.text(REPLY_ADDRESS.key())
                .filter(address -> !Emails.isValid(address)
                        || address.indexOf('@') > MOST_LOCAL
                        || address.substring(0, address.indexOf('@')).contains("+"))
                .ifPresent(address -> errors.reject(REPLY_ADDRESS.key(), Refusal.of("invalid")));
        for (var field : List.of(ImapServer.USER, ImapServer.FOLDER)) {
            config.text(field.key())
                    .filter(text -> text.length() > MOST_CHARACTERS || text.matches("(?s).*\\p{Cntrl}.*"))
                    .ifPresent(text -> errors.reject(field.key(), Refusal.of("invalid")));
        }
    }

    @Override
    public List<Check> checks(Integration integration, ProviderHttp http) {
        var server = ImapServer.of(integration);
        ImapFailure failure;
        try {
            imap.open(server, folder -> folder.getMessageCount());
            failure = null;
        } catch (ImapFailure e) {
            failure = e;
        }
        var steps = EnumSet.allOf(ImapFailure.Step.class);
        if (server.access() instanceof ImapServer.Password) {
            steps.remove(ImapFailure.Step.TOKEN);
        }
        return checks(steps, failure);
    }

    /** Each step that was taken; nothing is known of those behind one that failed. */
    private static List<Check> checks(Set<ImapFailure.Step> steps, @Nullable ImapFailure failure) {
        var checks = new ArrayList<Check>();
        for (var step : steps) {
            if (failure != null && failure.step() == step) {
                checks.add(Check.failed(step.word(), wrong(step), failure.say()));
                return checks;
            }
            if (step != ImapFailure.Step.READ) {
                checks.add(new Check(step.word(), true, fine(step)));
            }
        }
        return checks;
    }

    private static String fine(ImapFailure.Step step) {
        return switch (step) {
            case RESOLVE -> "The host has an address that may be called.";
            case TOKEN -> "The provider hands out an access token.";
            case CONNECT -> "The mail server answers.";
            case SIGN_IN -> "The mail server lets LeadHub in.";
            case FOLDER, READ -> "The folder can be read.";
        };
    }

    private static String wrong(ImapFailure.Step step) {
        return switch (step) {
            case RESOLVE -> "The host can't be called: check its name.";
            case CONNECT -> "The mail server can't be reached: check host, port and security.";
            case TOKEN ->
                "The provider hands out no access token: check its address, the client and the refresh token.";
            case SIGN_IN ->
                "The mail server refuses the user, password or access token: many providers want an app password or OAuth,"
                        + " and IMAP switched on.";
            case FOLDER -> "The folder can't be opened: check its name.";
            case READ -> "The folder can't be read: test again later.";
        };
    }

    @Override
    public void saved(long workspaceId, long id, Integration.@Nullable Terms before, Integration.Terms after) {
        if (before != null && !ImapServer.isSameFolder(before.config(), after.config())) {
            mailboxes.forget(workspaceId, id);
        }
        mailboxes.put(
                workspaceId,
                id,
                after.isPaused() ? null : marks.now(),
                after.config().text(REPLY_ADDRESS.key()).orElse(null));
        marks.leave(workspaceId);
    }

    @Override
    public void deleted(long workspaceId, Integration before) {
        mailboxes.delete(workspaceId, before.id());
        rules.deleteAll(workspaceId, before.id());
    }
}
