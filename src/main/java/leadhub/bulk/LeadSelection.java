package leadhub.bulk;

import java.util.List;
import leadhub.leads.lists.LeadFilter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The leads that somebody selected. */
public sealed interface LeadSelection {
    /** These, one by one. */
    record Some(List<Long> ids) implements LeadSelection {}

    /**
     * All leads that match a filter at this moment and that the caller can see.
     *
     * @param sent the filter as a program sent it; null where it came by other means
     */
    record Matching(LeadFilter filter, @Nullable ObjectNode sent) implements LeadSelection {
        public Matching(LeadFilter filter) {
            this(filter, null);
        }
    }
}
