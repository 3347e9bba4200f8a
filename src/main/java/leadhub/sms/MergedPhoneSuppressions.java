package leadhub.sms;

import java.util.Objects;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.leads.LeadMergeListener;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Component;

/** Whoever wants no SMS at one number wants none at the other one, once both are the same lead. */
@Component
class MergedPhoneSuppressions implements LeadMergeListener {
    private final PhoneSuppressions suppressions;

    MergedPhoneSuppressions(PhoneSuppressions suppressions) {
        this.suppressions = suppressions;
    }

    @Override
    public void merged(Caller caller, Lead before, Lead loser, Lead after) {
        var phone = after.phoneE164();
        if (phone == null) {
            return;
        }
        Stream.of(before, loser)
                .map(Lead::phoneE164)
                .filter(Objects::nonNull)
                .filter(other -> !other.equals(phone))
                .flatMap(other -> suppressions.find(caller, other).stream())
                .findFirst()
                .ifPresent(one -> suppressions.suppress(caller, phone, one.reason()));
    }
}
