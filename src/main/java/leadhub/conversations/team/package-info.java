/** How a team answers: whose turn it is, who is there, and what happens to what nobody answers. */
@NullMarked
package leadhub.conversations.team;

import org.jspecify.annotations.NullMarked;
