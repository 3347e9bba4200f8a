package leadhub.sms;

import java.util.Optional;
import leadhub.base.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a provider tells of SMS that it took. */
@Service
public class SmsReports {
    private final SmsSql sql;
    private final SmsFates fates;
    private final PhoneSuppressions suppressions;

    SmsReports(SmsSql sql, SmsFates fates, PhoneSuppressions suppressions) {
        this.sql = sql;
        this.fates = fates;
        this.suppressions = suppressions;
    }

    /**
     * One of them.
     *
     * @param smsId as we called it when it was handed over; 0 where that isn't said
     * @param failure null where nothing went wrong
     * @param code the provider's own for that; 0 for none
     */
    public record Report(
            long integrationId,
            long smsId,
            String providerId,
            SmsStatus status,
            @Nullable SmsFailure failure,
            int code) {}

    /**
     * Within a verb: in whatever order, and before the answer is written down that its provider gave when it took the SMS.
     *
     * @return its lead; empty if it is none that we sent
     */
    public Optional<Long> take(Caller caller, Report report) {
        var found = sql.ofProvider(caller.workspaceId(), report.providerId())
                .or(() -> unanswered(caller, report))
                .filter(sms -> !sms.isReceived() && sms.integrationId() == report.integrationId());
        found.ifPresent(sms -> {
            var failure = report.failure();
            fates.become(
                    fates.caller(caller.workspaceId(), sms),
                    sms,
                    report.status(),
                    report.providerId(),
                    0,
                    failure == null ? null : failure.word(),
                    report.code());
            if (failure == SmsFailure.OPTED_OUT) {
                suppressions.suppress(caller, sms.phone(), PhoneSuppression.Reason.STOPPED);
            }
        });
        return found.map(Sms::leadId);
    }

    private Optional<Sms> unanswered(Caller caller, Report report) {
        return report.smsId() == 0
                ? Optional.empty()
                : sql.find(caller.workspaceId(), report.smsId())
                        .filter(sms -> sms.fate().providerId() == null);
    }
}
