/** What automations do beside what features bring along: they post to addresses outside, tell users, and start each other. */
@NullMarked
package leadhub.automations.actions;

import org.jspecify.annotations.NullMarked;
