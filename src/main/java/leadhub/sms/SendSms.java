package leadhub.sms;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.OutsideActionKind;
import leadhub.actions.OutsideEffect;
import leadhub.base.Caller;
import leadhub.base.Effect;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.emails.DraftRules;
import leadhub.leads.Leads;
import org.springframework.stereotype.Component;

/** Sends a lead an SMS. It is made once, and sent by whoever tries first or again; whoever wants none gets none. */
@Component
final class SendSms implements OutsideActionKind {
    private static final String SENDER = "integration_id";
    private static final String MESSAGE = "message";

    private final SmsMessages messages;
    private final SmsDelivery delivery;
    private final SmsFates fates;
    private final Asked asked;
    private final Clock clock;

    /** Who is asked before. */
    @Component
    record Asked(Leads leads, SmsReceivers receivers, DraftRules rules) {}

    SendSms(SmsMessages messages, SmsDelivery delivery, SmsFates fates, Asked asked, Clock clock) {
        this.messages = messages;
        this.delivery = delivery;
        this.fates = fates;
        this.asked = asked;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "send_sms";
    }

    @Override
    public Effect effect() {
        return Effect.MAILS;
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.optional(SENDER, ActionField.Type.SMS_SENDER),
                ActionField.required(MESSAGE, ActionField.Type.TEXT));
    }

    @Override
    public Action check(ActionRequest request) {
        var message = request.text(MESSAGE, SmsMessages.MOST_TEXT);
        asked.rules().refusal(request.caller(), message).ifPresent(refusal -> {
            throw request.refused(MESSAGE, refusal);
        });
        var config = ActionConfig.of(MESSAGE, message);
        if (!request.has(SENDER)) {
            return new Action(key(), config, null);
        }
        var id = request.number(SENDER);
        var sender = asked.receivers().senders(request.caller()).stream()
                .filter(one -> one.integrationId() == id)
                .findFirst()
                .orElseThrow(() -> request.refused(SENDER, Refusal.of("in")));
        return new Action(key(), config.with(SENDER, id), sender.name());
    }

    @Override
    public OutsideEffect perform(Caller caller, long leadId, ActionConfig config, String id) {
        try {
            var integrationId = integrationId(caller, config);
            if (integrationId.isEmpty()) {
                return new OutsideEffect.Failed("sms_no_sender", true, null);
            }
            var sms = messages.ofStep(caller, leadId, id, integrationId.get(), config.text(MESSAGE));
            return sms.isEmpty() ? new OutsideEffect.Skipped("no_phone") : attempted(caller, sms.get());
        } catch (ProblemException e) {
            var isPassing = e.problem() instanceof Problem.Conflict || e.problem() instanceof Problem.Unavailable;
            // Otherwise it is too long to be sent, or its lead is gone.
            return new OutsideEffect.Failed(isPassing ? "busy" : "refused", !isPassing, null);
        }
    }

    private OutsideEffect attempted(Caller caller, Sms sms) {
        try {
            var status =
                    sms.isQueued() ? delivery.attempt(caller, sms) : sms.fate().status();
            return switch (status) {
                case SUPPRESSED -> new OutsideEffect.Skipped("suppressed");
                case CANCELLED -> new OutsideEffect.Skipped("lead_deleted");
                case FAILED -> new OutsideEffect.Failed("sms_refused", true, null);
                default -> new OutsideEffect.Done(Map.of("sms_id", sms.id()));
            };
        } catch (SmsUnsent e) {
            return failed(caller, sms, e);
        } catch (SmsPostponed e) {
            fates.goesOn(caller, sms, null, 0, e.until());
            return new OutsideEffect.Failed("quota", false, e.until());
        }
    }

    private OutsideEffect failed(Caller caller, Sms sms, SmsUnsent unsent) {
        if (unsent.isFinal()) {
            fates.failed(caller, sms, unsent.failure().word(), unsent.code());
        } else {
            // Whether it is tried again is up to the step.
            delivery.goesOn(caller, sms, unsent);
        }
        var pause = unsent.pause();
        var until = pause == null ? null : Times.now(clock).plus(pause);
        return new OutsideEffect.Failed(error(unsent.failure()), unsent.isFinal(), until);
    }

    private static String error(SmsFailure failure) {
        return switch (failure) {
            case BUSY, UNAVAILABLE, PAUSED -> "sms_busy";
            case NO_SENDER -> "sms_no_sender";
            case SIGN_IN -> "sms_sign_in";
            case OPTED_OUT -> "sms_opted_out";
            default -> "sms_refused";
        };
    }

    /** The one that the step names, else the first that can send. */
    private Optional<Long> integrationId(Caller caller, ActionConfig config) {
        return config.has(SENDER)
                ? Optional.of(config.number(SENDER))
                : asked.receivers().usualSender(caller).map(SmsProvider.Sender::integrationId);
    }

    @Override
    public Optional<OutsideEffect> foreseen(Caller caller, long leadId, ActionConfig config) {
        var phone = SmsReceivers.phone(asked.leads().get(caller, leadId));
        if (phone == null) {
            return Optional.of(new OutsideEffect.Skipped("no_phone"));
        }
        if (integrationId(caller, config).isEmpty()) {
            return Optional.of(new OutsideEffect.Failed("sms_no_sender", true, null));
        }
        return asked.receivers().isSuppressed(caller, phone)
                ? Optional.of(new OutsideEffect.Skipped("suppressed"))
                : Optional.empty();
    }

    /** Within the transaction that ends the step. */
    @Override
    public void givenUp(Caller caller, long leadId, ActionConfig config, String id) {
        messages.ofOrigin(caller, id)
                .filter(Sms::isQueued)
                .ifPresent(sms -> fates.failed(
                        caller,
                        sms,
                        Objects.requireNonNullElse(sms.fate().failure(), SmsFailure.REFUSED.word()),
                        sms.fate().code()));
    }
}
