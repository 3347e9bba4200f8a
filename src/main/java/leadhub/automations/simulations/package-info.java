/** Simulations of automations on what has happened: what they would have done, without doing it. */
@NullMarked
package leadhub.automations.simulations;

import org.jspecify.annotations.NullMarked;
