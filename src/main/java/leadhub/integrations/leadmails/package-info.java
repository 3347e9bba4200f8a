/** Emails that tell of leads, such as those of portals: what stands in them, and what of it goes where. */
@NullMarked
package leadhub.integrations.leadmails;

import org.jspecify.annotations.NullMarked;
