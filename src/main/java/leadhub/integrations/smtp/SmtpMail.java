package leadhub.integrations.smtp;

import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.Integrations;
import leadhub.mail.Mail;
import leadhub.mail.MailFailure;
import leadhub.mail.MailWay;
import leadhub.mail.Smtp;
import leadhub.mail.Unsent;
import leadhub.outside.AllowedAddresses;
import org.springframework.stereotype.Component;

/** Hands emails to the mail server of an integration. */
@Component
final class SmtpMail implements MailWay {
    private final Integrations integrations;
    private final IntegrationRefusals refusals;
    private final AllowedAddresses allowed;
    private final Smtp smtp;

    SmtpMail(Integrations integrations, IntegrationRefusals refusals, AllowedAddresses allowed, Smtp smtp) {
        this.integrations = integrations;
        this.refusals = refusals;
        this.allowed = allowed;
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
            smtp.send(SmtpConfig.target(integration.terms().config(), allowed), mail);
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
}
