/** Channels in which a team reads what we post, and the action that posts. */
@NullMarked
package leadhub.integrations.channels;

import org.jspecify.annotations.NullMarked;
