/** Automations and their runs in the LeadHub dialect. */
@NullMarked
package leadhub.automations.api;

import org.jspecify.annotations.NullMarked;
