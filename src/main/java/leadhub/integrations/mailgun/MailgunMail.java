package leadhub.integrations.mailgun;

import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.Integrations;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.mail.Mail;
import leadhub.mail.MailFailure;
import leadhub.mail.MailWay;
import leadhub.mail.Unsent;
import org.springframework.stereotype.Component;

/** Hands emails to Mailgun. One whose answer is lost is handed over again, under the same Message-ID. */
@Component
final class MailgunMail implements MailWay {
    private final Integrations integrations;
    private final IntegrationRefusals refusals;
    private final ProviderHttp http;

    MailgunMail(Integrations integrations, IntegrationRefusals refusals, ProviderHttp http) {
        this.integrations = integrations;
        this.refusals = refusals;
        this.http = http;
    }

    @Override
    public String type() {
        return Mailgun.KEY;
    }

    @Override
    public void send(long workspaceId, long integrationId, Mail mail) {
        var integration = integrations
                .find(workspaceId, integrationId)
                .orElseThrow(() -> new Unsent(MailFailure.NO_SERVER, false));
        try {
            handOver(integration, mail);
        } catch (ProviderFailure e) {
            throw unsent(workspaceId, integration, e);
        }
        if (integration.refusal() != null) {
            refusals.over(workspaceId, integrationId);
        }
    }

    private void handOver(Integration integration, Mail mail) {
        var answer = MailgunApi.send(integration.terms().config(), http, mail);
        switch (answer.status()) {
            // The key is good for another domain or region.
            case 403, 404 -> throw new Unsent(MailFailure.SENDER, false);
            // Something about this email: it would be refused again.
            case 400, 413 -> throw new Unsent(MailFailure.REFUSED, true);
            // The account may send no more this month.
            case 402 -> throw new Unsent(MailFailure.REFUSED, false);
            default -> answer.orFail();
        }
    }

    /** Admins are told of a key that is refused. */
    private Unsent unsent(long workspaceId, Integration integration, ProviderFailure failure) {
        return switch (failure.kind()) {
            case TOKEN -> {
                refusals.tokenRefused(workspaceId, integration);
                yield new Unsent(MailFailure.SIGN_IN, false);
            }
            case LATER -> new Unsent(MailFailure.UNREACHABLE, false, failure.pause());
            case MISSING, REFUSED -> new Unsent(MailFailure.REFUSED, true);
        };
    }
}
