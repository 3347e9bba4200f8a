package leadhub.leads;

import leadhub.base.Caller;
import leadhub.base.Slice;

/** A list of leads: which, in what order, which part. */
public record LeadList(LeadFilter filter, LeadSort sort, LeadSort.Direction direction, Slice slice) {
    /** As much of it as a caller may see. */
    LeadList seenBy(Caller caller) {
        return new LeadList(filter.seenBy(caller), sort, direction, slice);
    }
}
