package leadhub.emails.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import leadhub.actions.ActionConfig;
import leadhub.actions.OutsideEffect;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Times;
import leadhub.emails.EmailDraft;
import leadhub.leads.Leads;
import leadhub.mail.MailFailure;
import leadhub.mail.MailQuotaExceeded;
import leadhub.mail.Unsent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends the emails of a step of an automation. Each is made once, and sent at least once under one Message-ID; one that was
 * sent isn't sent again when another one of the same step failed.
 */
@Component
class StepEmails {
    private final LeadEmails emails;
    private final StepReceivers receivers;
    private final EmailDelivery delivery;
    private final EmailFates fates;
    private final Leads leads;
    private final Clock clock;

    StepEmails(
            LeadEmails emails,
            StepReceivers receivers,
            EmailDelivery delivery,
            EmailFates fates,
            Leads leads,
            Clock clock) {
        this.clock = clock;
        this.emails = emails;
        this.receivers = receivers;
        this.delivery = delivery;
        this.fates = fates;
        this.leads = leads;
    }

    /** What came of the attempts at all emails of a step. */
    private static final class Attempts {
        final List<Long> sent = new ArrayList<>();
        boolean isAnySuppressed;
        OutsideEffect.@Nullable Failed failed;

        void fail(String error, boolean isFinal, @Nullable Instant notBefore) {
            // Whatever may still be sent has the step tried again.
            if (failed == null || failed.isFinal()) {
                failed = new OutsideEffect.Failed(error, isFinal, notBefore);
            }
        }

        OutsideEffect effect() {
            if (failed != null) {
                return failed;
            }
            if (!sent.isEmpty()) {
                return new OutsideEffect.Done(Map.of("sent", sent.size(), "email_ids", List.copyOf(sent)));
            }
            return new OutsideEffect.Skipped(isAnySuppressed ? "suppressed" : "lead_deleted");
        }
    }

    OutsideEffect send(Caller caller, long leadId, ActionConfig config, EmailDraft draft, String id) {
        try {
            var all = receivers.of(caller, leads.get(caller, leadId), config);
            if (all.isEmpty()) {
                return new OutsideEffect.Skipped("no_receiver");
            }
            if (all.stream().anyMatch(StepReceivers.Receiver::isOutside) && !emails.canUnsubscribe()) {
                return new OutsideEffect.Failed("no_base_url", true, null);
            }
            var attempts = new Attempts();
            for (var receiver : all) {
                attempt(caller, emails.ofStep(caller, leadId, origin(id, receiver), receiver, draft), attempts);
            }
            return attempts.effect();
        } catch (ProblemException e) {
            var isPassing = e.problem() instanceof Problem.Conflict || e.problem() instanceof Problem.Unavailable;
            // Otherwise it is too long to be sent, or its lead is gone.
            return new OutsideEffect.Failed(isPassing ? "busy" : "refused", !isPassing, null);
        }
    }

    /** What keeps a step from sending anything; empty if it would send something. */
    Optional<OutsideEffect> foreseen(Caller caller, long leadId, ActionConfig config) {
        var all = receivers.of(caller, leads.get(caller, leadId), config);
        if (all.isEmpty()) {
            return Optional.of(new OutsideEffect.Skipped("no_receiver"));
        }
        if (all.stream().anyMatch(StepReceivers.Receiver::isOutside) && !emails.canUnsubscribe()) {
            return Optional.of(new OutsideEffect.Failed("no_base_url", true, null));
        }
        return all.stream().allMatch(one -> one.isOutside() && delivery.isSuppressed(caller, one.address()))
                ? Optional.of(new OutsideEffect.Skipped("suppressed"))
                : Optional.empty();
    }

    /** Within the transaction that ends the step: those that weren't sent aren't tried again. */
    void givenUp(Caller caller, long leadId, ActionConfig config, String id) {
        for (var receiver : receivers.of(caller, leads.get(caller, leadId), config)) {
            emails.ofOrigin(caller, origin(id, receiver))
                    .filter(LeadEmail::isQueued)
                    .ifPresent(email -> fates.failed(
                            caller,
                            email,
                            Objects.requireNonNullElse(email.fate().failure(), MailFailure.REFUSED.word())));
        }
    }

    private static String origin(String id, StepReceivers.Receiver receiver) {
        return id + " " + receiver.key();
    }

    private void attempt(Caller caller, LeadEmail email, Attempts attempts) {
        if (email.fate().status() == EmailStatus.SENT) {
            attempts.sent.add(email.id());
            return;
        }
        try {
            switch (delivery.attempt(caller, email)) {
                case SENT -> attempts.sent.add(email.id());
                case SUPPRESSED -> attempts.isAnySuppressed = true;
                case QUEUED, FAILED, BOUNCED, CANCELLED -> {}
            }
        } catch (Unsent e) {
            if (e.isFinal()) {
                fates.failed(caller, email, e.failure().word());
            } else {
                // Whether it is tried again is up to the step.
                fates.goesOn(caller, email, e.failure().word(), null);
            }
            var pause = e.pause();
            attempts.fail(
                    e.failure().word(),
                    e.isFinal(),
                    pause == null ? null : Times.now(clock).plus(pause));
        } catch (MailQuotaExceeded e) {
            fates.goesOn(caller, email, null, e.until());
            attempts.fail("quota", false, e.until());
        }
    }
}
