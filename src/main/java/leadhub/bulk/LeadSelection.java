package leadhub.bulk;

import java.util.List;
import leadhub.leads.lists.LeadFilter;

/** Which leads somebody picked. */
public sealed interface LeadSelection {
    /** These, one by one. */
    record Some(List<Long> ids) implements LeadSelection {}

    /** All that a filter asks for at this moment, as far as the caller sees them. */
    record Matching(LeadFilter filter) implements LeadSelection {}
}
