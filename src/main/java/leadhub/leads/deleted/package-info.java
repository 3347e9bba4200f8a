/** Leads that were deleted, for as long as they can be brought back. */
@NullMarked
package leadhub.leads.deleted;

import org.jspecify.annotations.NullMarked;
