package leadhub.integrations.emailimap;

import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Unicode;
import leadhub.emails.received.IncomingEmail;
import leadhub.emails.received.ReceivedEmails;
import leadhub.emails.sending.Bounces;
import leadhub.intake.IntakeHandler;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeReason;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.Integration;
import leadhub.integrations.Integrations;
import leadhub.integrations.MappedLeads;
import leadhub.mail.MailRoutes;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Brings an email to the lead that wrote it, and makes one of a person whom nobody knows. */
@Component
final class EmailHandler implements IntakeHandler {
    /** As which source leads come in by it. */
    private static final String LEAD_SOURCE = "email";

    private final Integrations integrations;
    private final ReceivedEmails emails;
    private final MappedLeads leads;
    private final Bounces bounces;
    private final MailRoutes routes;

    EmailHandler(
            Integrations integrations, ReceivedEmails emails, MappedLeads leads, Bounces bounces, MailRoutes routes) {
        this.integrations = integrations;
        this.emails = emails;
        this.leads = leads;
        this.bounces = bounces;
        this.routes = routes;
    }

    @Override
    public IntakeSource source() {
        return IntakeSource.EMAIL;
    }

    @Override
    public IntakeOutcome handle(Caller caller, ReceivedIntake received) {
        var integration = integrations.get(caller, received.sourceId());
        var payload = received.fields();
        if (payload.has("unreadable")) {
            return IntakeOutcome.failed(IntakeReason.of(Refusal.of("email.unreadable")));
        }
        var email = Json.MAPPER.treeToValue(payload, IncomingEmail.class);
        if (emails.has(caller, email)) {
            return IntakeOutcome.ignored(Refusal.of("email.known"));
        }
        if (isOurs(caller, integration, email)) {
            return IntakeOutcome.ignored(Refusal.of("email.ours"));
        }
        return arrived(caller, received, integration, payload, email);
    }

    private IntakeOutcome arrived(
            Caller caller, ReceivedIntake received, Integration integration, JsonNode payload, IncomingEmail email) {
        if (email.automatic() == IncomingEmail.Automatic.REPORT) {
            return reported(caller, email);
        }
        var lead = emails.lead(caller, email);
        if (lead.isPresent()) {
            emails.add(caller, lead.get().id(), integration.id(), email, false);
            return IntakeOutcome.added(lead.get().id());
        }
        if (email.automatic() != null) {
            return IntakeOutcome.ignored(why(email.automatic()));
        }
        var terms = integration.terms();
        var made = leads.take(
                caller, received, payload, new MappedLeads.Terms(terms.mapping(), terms.target(), LEAD_SOURCE, null));
        if (made.leadId() != null) {
            emails.add(caller, made.leadId(), integration.id(), email, made.isNewLead());
        }
        return made;
    }

    /** That a lead's mail server says something is nothing that the lead wrote. */
    private IntakeOutcome reported(Caller caller, IncomingEmail email) {
        return Optional.ofNullable(email.bounce())
                .flatMap(bounce -> bounces.take(caller, bounce))
                .map(IntakeOutcome::added)
                .orElseGet(() -> IntakeOutcome.ignored(Refusal.of("email.report")));
    }

    private static Refusal why(IncomingEmail.Automatic automatic) {
        return switch (automatic) {
            case AUTO_REPLY -> Refusal.of("email.auto_reply");
            case LIST -> Refusal.of("email.list");
            case REPORT -> Refusal.of("email.report");
        };
    }

    /** What we sent ourselves, or somebody did with the mailbox or our sender's address: answering it would go round in a circle. */
    private boolean isOurs(Caller caller, Integration integration, IncomingEmail email) {
        var from = Unicode.key(email.from());
        return from.equals(
                        Unicode.key(ImapServer.of(integration.terms().config()).user()))
                || routes.sender(caller.workspaceId())
                        .filter(sender -> Unicode.key(sender).equals(from))
                        .isPresent()
                || emails.isOurs(caller, email);
    }
}
