package leadhub.bulk;

import java.util.List;
import leadhub.leads.lists.LeadFilter;

/** The leads that somebody selected. */
public sealed interface LeadSelection {
    /** These, one by one. */
    record Some(List<Long> ids) implements LeadSelection {}

    /** All leads that match a filter at this moment and that the caller can see. */
    record Matching(LeadFilter filter) implements LeadSelection {}
}
