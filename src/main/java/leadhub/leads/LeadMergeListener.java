package leadhub.leads;

import leadhub.base.Caller;
import leadhub.leads.record.Lead;

/** Told within the transaction in which a lead becomes part of another one, for what no {@link LeadPart} says. */
public interface LeadMergeListener {
    /**
     * @param before the other lead before that
     * @param loser the lead that is gone
     * @param after the other lead as it has become
     */
    void merged(Caller caller, Lead before, Lead loser, Lead after);
}
