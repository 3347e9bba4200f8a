package leadhub.leads.api;

import java.util.List;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * How much of leads is answered.
 *
 * @param members null for all of them
 */
record LeadShape(@Nullable List<LeadView.Member> members, List<LeadInclusion> inclusions) {

    boolean isWhole() {
        return members == null && inclusions.isEmpty();
    }

    /** A lead without what stands beside it. */
    LeadView of(Lead lead) {
        return new LeadView(lead, members == null ? LeadView.MEMBERS : members, null);
    }
}
