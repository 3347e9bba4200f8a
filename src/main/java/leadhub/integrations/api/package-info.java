/** Integrations in the LeadHub dialect. */
@NullMarked
package leadhub.integrations.api;

import org.jspecify.annotations.NullMarked;
