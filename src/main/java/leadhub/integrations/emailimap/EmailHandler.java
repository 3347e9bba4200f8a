package leadhub.integrations.emailimap;

import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Unicode;
import leadhub.emails.received.AnsweredElsewhere;
import leadhub.emails.received.IncomingEmail;
import leadhub.emails.received.ReceivedEmails;
import leadhub.emails.sending.Bounces;
import leadhub.emails.sending.ReplyAddresses;
import leadhub.intake.IntakeHandler;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeReason;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.Integration;
import leadhub.integrations.Integrations;
import leadhub.integrations.MappedLeads;
import leadhub.integrations.leadmails.LeadMail;
import leadhub.integrations.leadmails.LeadMailRules;
import leadhub.integrations.mapping.Mapping;
import leadhub.leads.record.Lead;
import leadhub.mail.MailRoutes;
import org.springframework.stereotype.Component;

/** Brings an email to the lead that wrote it, and makes one of a person whom nobody knows. */
@Component
final class EmailHandler implements IntakeHandler {
    /** As which source leads come in by it. */
    private static final String LEAD_SOURCE = "email";

    private final Integrations integrations;
    private final ReceivedEmails emails;
    private final MappedLeads leads;
    private final Bounces bounces;
    private final Places places;

    /** Where emails go out from, and come in. */
    @Component
    record Places(
            MailRoutes routes,
            MailboxClaims mailboxes,
            ReplyAddresses replies,
            LeadMailRules rules,
            List<AnsweredElsewhere> others) {}

    EmailHandler(Integrations integrations, ReceivedEmails emails, MappedLeads leads, Bounces bounces, Places places) {
        this.integrations = integrations;
        this.emails = emails;
        this.leads = leads;
        this.bounces = bounces;
        this.places = places;
    }

    @Override
    public IntakeSource source() {
        return IntakeSource.EMAIL;
    }

    @Override
    public IntakeOutcome handle(Caller caller, ReceivedIntake received) {
        var integration = integrations.get(caller, received.sourceId());
        var payload = received.fields();
        var unread = UnreadEmail.of(payload);
        if (unread.isPresent()) {
            return unread(caller, received, unread.get());
        }
        var email = Json.MAPPER.treeToValue(payload, IncomingEmail.class);
        if (emails.has(caller, email)) {
            return IntakeOutcome.ignored(Refusal.of("email.known"));
        }
        if (!isColleagues(caller, email) && isOurs(caller, integration, email)) {
            return IntakeOutcome.ignored(Refusal.of("email.ours"));
        }
        return arrived(caller, received, integration, email);
    }

    /** Its replay has it fetched once more, which leaves a row of its own: nobody waits here for the mail server. */
    private IntakeOutcome unread(Caller caller, ReceivedIntake received, UnreadEmail unread) {
        if (!received.isReplay()) {
            return IntakeOutcome.failed(IntakeReason.of(unread.why().refusal()));
        }
        return places.mailboxes().fetchAgain(caller.workspaceId(), received.sourceId(), unread)
                ? IntakeOutcome.ignored(Refusal.of("email.fetched_again"))
                : IntakeOutcome.failed(IntakeReason.of(Refusal.of("email.gone")));
    }

    private IntakeOutcome arrived(
            Caller caller, ReceivedIntake received, Integration integration, IncomingEmail email) {
        if (email.automatic() == IncomingEmail.Automatic.REPORT) {
            return reported(caller, email);
        }
        var taken = email.automatic() == null ? elsewhere(caller, email) : Optional.<AnsweredElsewhere.Taken>empty();
        if (taken.isPresent()) {
            return taken(caller, integration, taken.get(), email);
        }
        var rule = places.rules().find(caller, integration.id(), email.from());
        if (rule.isPresent()) {
            return made(caller, received, new Way(integration, rule.get().mapping(), true), email);
        }
        var lead = emails.lead(caller, email).or(() -> named(caller, email));
        if (lead.isPresent()) {
            emails.add(caller, lead.get().id(), integration.id(), email, false);
            return IntakeOutcome.added(lead.get().id());
        }
        if (email.automatic() != null) {
            return IntakeOutcome.ignored(why(email.automatic()));
        }
        if (isForged(caller, email)) {
            return IntakeOutcome.ignored(Refusal.of("email.reply_address"));
        }
        return made(caller, received, new Way(integration, integration.terms().mapping(), false), email);
    }

    /** What answers no email to a lead. */
    private Optional<AnsweredElsewhere.Taken> elsewhere(Caller caller, IncomingEmail email) {
        return places.others().stream()
                .flatMap(other -> other.take(caller, email).stream())
                .findFirst();
    }

    private IntakeOutcome taken(
            Caller caller, Integration integration, AnsweredElsewhere.Taken taken, IncomingEmail email) {
        if (taken.ignored() != null) {
            return IntakeOutcome.ignored(taken.ignored());
        }
        var leadId = taken.leadId();
        if (leadId == null) {
            return IntakeOutcome.processed();
        }
        if (taken.isKept()) {
            emails.add(caller, leadId, integration.id(), email, false);
        }
        return IntakeOutcome.added(leadId);
    }

    /** Whether it was sent to an address that says whose it is, and that we haven't given out. */
    private boolean isForged(Caller caller, IncomingEmail email) {
        var address = email.replyAddress();
        return address != null && !places.replies().isSigned(caller, address);
    }

    /** How a lead is made. @param isTold whether the email tells of a lead who didn't write it */
    private record Way(Integration integration, Mapping mapping, boolean isTold) {}

    private IntakeOutcome made(Caller caller, ReceivedIntake received, Way way, IncomingEmail email) {
        var terms =
                new MappedLeads.Terms(way.mapping(), way.integration().terms().target(), LEAD_SOURCE, null);
        var made = leads.take(caller, received, LeadMail.payload(received.fields()), terms);
        if (made.leadId() != null) {
            emails.add(caller, made.leadId(), way.integration().id(), email, way.isTold() || made.isNewLead());
        }
        return made;
    }

    /** Whose answer it is, from whatever address. */
    private Optional<Lead> named(Caller caller, IncomingEmail email) {
        return Optional.ofNullable(email.replyAddress())
                .flatMap(address -> places.replies().lead(caller, address));
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

    /**
     * Whether somebody of the team answers a conversation, who may sign in by the mailbox's own address. Copies of the email that they
     * answer aren't meant: that one says of itself that a program wrote it, and names the address as where to answer.
     */
    private boolean isColleagues(Caller caller, IncomingEmail email) {
        var address = email.replyAddress();
        return address != null
                && email.automatic() == null
                && !ReplyAddresses.isOne(email.sender().email())
                && places.replies().colleague(caller, address).isPresent();
    }

    /** What we sent ourselves, or somebody did with the mailbox or our sender's address: answering it would go round in a circle. */
    private boolean isOurs(Caller caller, Integration integration, IncomingEmail email) {
        var from = Unicode.key(email.from());
        return from.equals(Unicode.key(ImapServer.of(integration).user()))
                || places.routes()
                        .senderToLeads(caller.workspaceId())
                        .filter(sender -> Unicode.key(sender).equals(from))
                        .isPresent()
                || emails.isOurs(caller, email);
    }
}
