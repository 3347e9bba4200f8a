/** Automations: what is done when something happens to a lead, kept in versions. Runs are in {@code automations.runs}. */
@NullMarked
package leadhub.automations;

import org.jspecify.annotations.NullMarked;
