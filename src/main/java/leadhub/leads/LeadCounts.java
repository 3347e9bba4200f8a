package leadhub.leads;

import java.util.Collection;
import java.util.Map;

/** Counts a workspace's leads, whoever sees them. {@code leads.lists} answers. */
public interface LeadCounts {
    /** How many there are. */
    long all(long workspaceId);

    /** How many are in each of these groups. */
    Map<Long, Long> byGroup(long workspaceId, LeadGroup group, Collection<Long> ids);
}
