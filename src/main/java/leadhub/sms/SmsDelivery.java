package leadhub.sms;

import java.time.Clock;
import java.time.Duration;
import leadhub.api.limits.RateLimits;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.base.database.RetryOnConflict;
import leadhub.jobs.Hopeless;
import leadhub.jobs.Postponed;
import org.springframework.stereotype.Component;

/**
 * Hands an SMS to its provider, and writes down what came of it. Whether its number gets any is asked at the last moment. Providers
 * know no SMS again: so where an answer got lost, by a crash or on the way, they are asked whether they have it before it is sent
 * another time.
 *
 * <p>Limits: 30 an hour to one number, 1,000 an hour out of a workspace; tried for a day.
 */
@Component
class SmsDelivery {
    static final int MOST_TO_ONE = 30;
    static final int MOST_IN_ALL = 1_000;
    private static final Duration TRIED = Duration.ofDays(1);

    private final SmsFates fates;
    private final SmsReceivers receivers;
    private final Known known;
    private final RateLimits limits;
    private final Clock clock;

    /** What is known already. */
    @Component
    record Known(SmsSql sql, PhoneSuppressions suppressions) {}

    SmsDelivery(SmsFates fates, SmsReceivers receivers, Known known, RateLimits limits, Clock clock) {
        this.fates = fates;
        this.receivers = receivers;
        this.known = known;
        this.limits = limits;
        this.clock = clock;
    }

    /** The job. */
    void send(SmsMessages.Wanted wanted) {
        var sms = fates.find(wanted.workspaceId(), wanted.smsId());
        if (sms.isEmpty() || !sms.get().isQueued()) {
            return;
        }
        var caller = fates.caller(wanted.workspaceId(), sms.get());
        try {
            attempt(caller, sms.get());
        } catch (SmsUnsent e) {
            if (e.isFinal()) {
                fates.failed(caller, sms.get(), e.failure().word(), e.code());
                return;
            }
            goesOn(caller, sms.get(), e);
            throw ofJob(sms.get(), e);
        } catch (SmsPostponed e) {
            fates.goesOn(caller, sms.get(), null, 0, e.until());
            throw e;
        }
    }

    /** A pause that the provider asks for doesn't count as an attempt. */
    private RuntimeException ofJob(Sms sms, SmsUnsent unsent) {
        var now = Times.now(clock);
        var pause = unsent.pause();
        if (pause == null) {
            return unsent;
        }
        return now.isAfter(sms.createdAt().plus(TRIED))
                ? new Hopeless(String.valueOf(unsent.getMessage()))
                : new Postponed(String.valueOf(unsent.getMessage()), now.plus(pause));
    }

    /** The job came to nothing. */
    void giveUp(SmsMessages.Wanted wanted) {
        fates.find(wanted.workspaceId(), wanted.smsId()).filter(Sms::isQueued).ifPresent(sms -> {
            var failure = sms.fate().failure();
            fates.failed(
                    fates.caller(wanted.workspaceId(), sms),
                    sms,
                    failure == null ? SmsFailure.REFUSED.word() : failure,
                    sms.fate().code());
        });
    }

    /** An attempt failed, and another one follows. */
    void goesOn(Caller caller, Sms sms, SmsUnsent unsent) {
        fates.goesOn(caller, sms, unsent.failure().word(), unsent.code(), null);
    }

    /**
     * Sends it, unless it is not to be sent; what it has come to is written down.
     *
     * @throws SmsUnsent with the kind of failure, which isn't written down
     * @throws SmsPostponed if it has to wait
     */
    SmsStatus attempt(Caller caller, Sms sms) {
        if (sms.fate().askedAt() != null && isTaken(caller, sms)) {
            return SmsStatus.ACCEPTED;
        }
        if (!fates.hasLead(caller, sms)) {
            fates.cancelled(caller, sms);
            return SmsStatus.CANCELLED;
        }
        if (receivers.isSuppressed(caller, sms.phone())) {
            fates.suppressed(caller, sms);
            return SmsStatus.SUPPRESSED;
        }
        var provider = receivers.provider(caller, sms);
        takeRoom(caller, sms);
        fates.asks(caller, sms);
        written(caller, sms, handedOver(caller, sms, provider));
        return SmsStatus.ACCEPTED;
    }

    private boolean isTaken(Caller caller, Sms sms) {
        var workspaceId = caller.workspaceId();
        var found = receivers
                .provider(caller, sms)
                .taken(
                        workspaceId,
                        sms,
                        id -> known.sql().ofProvider(workspaceId, id).isPresent());
        found.ifPresent(taken -> written(caller, sms, taken));
        return found.isPresent();
    }

    /** Whoever has told the provider to stop is told nothing by us either; an answer lost stays so until it is found. */
    private SmsProvider.Taken handedOver(Caller caller, Sms sms, SmsProvider provider) {
        try {
            return provider.send(caller.workspaceId(), sms);
        } catch (SmsUnsent e) {
            if (e.failure() == SmsFailure.OPTED_OUT) {
                known.suppressions().optedOut(caller, sms.phone());
            }
            if (!e.isUnknown()) {
                fates.answered(caller, sms);
            }
            throw e;
        }
    }

    /** It is on its way: that it is must not get lost by a conflict about its lead. */
    private void written(Caller caller, Sms sms, SmsProvider.Taken taken) {
        RetryOnConflict.run(() -> {
            fates.taken(caller, sms, taken);
            return sms;
        });
    }

    private void takeRoom(Caller caller, Sms sms) {
        var all = "sms:" + caller.workspaceId();
        take(all + ":" + sms.phone(), MOST_TO_ONE);
        take(all, MOST_IN_ALL);
    }

    private void take(String subject, int most) {
        var verdict = limits.take(subject, most);
        if (!verdict.allowed()) {
            throw new SmsPostponed(Times.now(clock).plusSeconds(Math.max(1, verdict.secondsLeft())));
        }
    }
}
