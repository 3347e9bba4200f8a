/** The endpoints of leads in both dialects. */
@NullMarked
package leadhub.leads.api;

import org.jspecify.annotations.NullMarked;
