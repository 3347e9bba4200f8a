package leadhub.emails.sending;

import java.util.Objects;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.emails.suppression.Suppression;
import leadhub.emails.suppression.SuppressionReason;
import leadhub.emails.suppression.Suppressions;
import leadhub.leads.LeadMergeListener;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Component;

/** Whoever wants no emails at one address wants none at the other one, once both are the same lead. */
@Component
class MergedSuppressions implements LeadMergeListener {
    private final Suppressions suppressions;

    MergedSuppressions(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    @Override
    public void merged(Caller caller, Lead before, Lead loser, Lead after) {
        var email = after.email();
        if (email == null || email.isEmpty()) {
            return;
        }
        Stream.of(before, loser)
                .map(Lead::email)
                .filter(Objects::nonNull)
                .filter(other -> !other.isEmpty() && !other.equals(email))
                .flatMap(other -> suppressions.find(caller, other).stream())
                .map(Suppression::reason)
                // A mailbox that takes nothing says nothing of what its owner wants.
                .filter(reason -> reason != SuppressionReason.BOUNCED)
                .findFirst()
                .ifPresent(reason -> suppressions.suppress(caller, email, reason));
    }
}
