/** How a chat goes on by email: its visitor is told of what they didn't see, and comes back by a link or a code. */
@NullMarked
package leadhub.bots.mails;

import org.jspecify.annotations.NullMarked;
