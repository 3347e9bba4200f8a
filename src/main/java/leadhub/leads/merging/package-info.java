/** Leads that turn out to be one: merged, and taken apart again. */
@NullMarked
package leadhub.leads.merging;

import org.jspecify.annotations.NullMarked;
