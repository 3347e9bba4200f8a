package leadhub.bulk;

import leadhub.leads.LeadState;
import org.jspecify.annotations.Nullable;

/**
 * One lead of a change.
 *
 * @param before where it stood before; null where nothing was changed
 * @param after where it stood after; the same where something else was changed
 */
record BulkItem(
        long leadId, @Nullable LeadState before, @Nullable LeadState after) {}
