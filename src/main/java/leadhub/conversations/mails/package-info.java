/** How the team hears of conversations by email, and answers so. */
@NullMarked
package leadhub.conversations.mails;

import org.jspecify.annotations.NullMarked;
