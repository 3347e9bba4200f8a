/** The steps of an automation: how they are read, kept and found, and the conditions in them. */
@NullMarked
package leadhub.automations.steps;

import org.jspecify.annotations.NullMarked;
