package leadhub.integrations.smtp;

import leadhub.base.Refusal;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.Integrations;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.mail.Mail;
import leadhub.mail.MailFailure;
import leadhub.mail.MailWay;
import leadhub.mail.Smtp;
import leadhub.mail.Unsent;
import org.springframework.stereotype.Component;

/** Hands emails to the mail server of an integration. */
@Component
final class SmtpMail implements MailWay {
    private final Integrations integrations;
    private final IntegrationRefusals refusals;
    private final SmtpAccess access;
    private final Smtp smtp;

    SmtpMail(Integrations integrations, IntegrationRefusals refusals, SmtpAccess access, Smtp smtp) {
        this.integrations = integrations;
        this.refusals = refusals;
        this.access = access;
        this.smtp = smtp;
    }

    @Override
    public String type() {
        return SmtpConfig.KEY;
    }

    /** Admins are told of a server that lets us in no more. */
    @Override
    public void send(long workspaceId, long integrationId, Mail mail) {
        var integration = integrations
                .find(workspaceId, integrationId)
                .orElseThrow(() -> new Unsent(MailFailure.NO_SERVER, false));
        try {
            access.with(integration, target -> smtp.send(target, mail));
        } catch (ProviderFailure e) {
            throw unsent(workspaceId, integration, e);
        } catch (Unsent e) {
            if (e.failure() == MailFailure.SIGN_IN) {
                refusals.tokenRefused(workspaceId, integration);
            }
            throw e;
        }
        if (integration.refusal() != null) {
            refusals.over(workspaceId, integrationId);
        }
    }

    /** Without an access token nothing is sent; that the provider is away may pass. */
    private Unsent unsent(long workspaceId, Integration integration, ProviderFailure failure) {
        if (failure.isBusy()) {
            return new Unsent(MailFailure.UNREACHABLE, false);
        }
        if (failure.kind() == ProviderFailure.Kind.LATER) {
            refusals.refused(
                    workspaceId,
                    integration.id(),
                    Refusal.of("integration.provider").with("error", failure.say()));
            return new Unsent(MailFailure.UNREACHABLE, false);
        }
        refusals.tokenRefused(workspaceId, integration);
        return new Unsent(MailFailure.SIGN_IN, false);
    }
}
