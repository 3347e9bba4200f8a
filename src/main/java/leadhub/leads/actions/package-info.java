/** What can be done to leads themselves, as the list of actions has it. */
@NullMarked
package leadhub.leads.actions;

import org.jspecify.annotations.NullMarked;
