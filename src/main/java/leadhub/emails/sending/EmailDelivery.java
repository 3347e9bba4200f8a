package leadhub.emails.sending;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.base.database.RetryOnConflict;
import leadhub.emails.suppression.UnsubscribeLinks;
import leadhub.mail.Mail;
import leadhub.mail.MailFailure;
import leadhub.mail.MailHeaders;
import leadhub.mail.MailQuota;
import leadhub.mail.MailQuotaExceeded;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/**
 * Hands an email to the mail server, at least once and always under the same Message-ID, and writes down what came of it.
 * Whether its receiver gets emails at all is asked at the last moment.
 */
@Component
class EmailDelivery {
    /** After which an email isn't tried again, however long its taker wants to be left alone. */
    private static final Duration GIVEN_UP = Duration.ofDays(1);

    private final EmailFates fates;
    private final Receivers receivers;
    private final UnsubscribeLinks links;
    private final ReplyAddresses replies;
    private final Workspaces workspaces;
    private final Mails mails;
    private final Clock clock;

    EmailDelivery(
            EmailFates fates,
            Receivers receivers,
            UnsubscribeLinks links,
            ReplyAddresses replies,
            Workspaces workspaces,
            Mails mails,
            Clock clock) {
        this.clock = clock;
        this.fates = fates;
        this.receivers = receivers;
        this.links = links;
        this.replies = replies;
        this.workspaces = workspaces;
        this.mails = mails;
    }

    /** The job; what may be sent later is tried again for a day. */
    void send(LeadEmails.Wanted wanted) {
        var email = fates.find(wanted.workspaceId(), wanted.emailId());
        if (email.isEmpty() || !email.get().isQueued()) {
            return;
        }
        var caller = fates.caller(wanted.workspaceId(), email.get());
        try {
            attempt(caller, email.get());
        } catch (Unsent e) {
            fates.goesOn(caller, email.get(), e.failure().word(), null);
            throw e.ofJob(Times.now(clock), email.get().createdAt().plus(GIVEN_UP));
        } catch (MailQuotaExceeded e) {
            fates.goesOn(caller, email.get(), null, e.until());
            throw e;
        }
    }

    /** The job came to nothing. */
    void giveUp(LeadEmails.Wanted wanted) {
        fates.find(wanted.workspaceId(), wanted.emailId())
                .filter(LeadEmail::isQueued)
                .ifPresent(email -> fates.failed(
                        fates.caller(wanted.workspaceId(), email),
                        email,
                        email.fate().failure() == null
                                ? MailFailure.REFUSED.word()
                                : String.valueOf(email.fate().failure())));
    }

    /** Whether an address gets no emails that it can unsubscribe from. */
    boolean isSuppressed(Caller caller, String address) {
        return receivers.isSuppressed(caller, address);
    }

    /**
     * Sends it, unless it is not to be sent; what it has come to is written down.
     *
     * @throws Unsent with the kind of failure, which isn't written down
     * @throws MailQuotaExceeded if it has to wait
     */
    EmailStatus attempt(Caller caller, LeadEmail email) {
        if (!fates.hasLead(caller, email)) {
            fates.cancelled(caller, email);
            return EmailStatus.CANCELLED;
        }
        if (email.unsubscribeToken() != null && receivers.isSuppressed(caller, email.to())) {
            fates.suppressed(caller, email);
            return EmailStatus.SUPPRESSED;
        }
        // Whoever works here may be told of every lead.
        var kind = email.unsubscribeToken() == null ? MailQuota.Kind.NOTICE : MailQuota.Kind.LEAD;
        mails.send(caller.workspaceId(), kind, mail(caller, email));
        // The email is on its way: that it is must not get lost by a conflict about its lead, or it would go twice.
        RetryOnConflict.run(() -> {
            fates.sent(caller, email);
            return email;
        });
        return EmailStatus.SENT;
    }

    private Mail mail(Caller caller, LeadEmail email) {
        var token = email.unsubscribeToken();
        var headers = new MailHeaders(
                email.messageId(),
                MailText.name(workspaces.get(caller).name()),
                token == null ? null : links.url(token),
                email.references());
        var content = email.content();
        var answers = token == null
                ? null
                : replies.of(caller.workspaceId(), email.leadId()).orElse(null);
        return new Mail(email.to(), content.subject(), content.text(), content.html(), headers, answers);
    }
}
