/** Canned replies: what a team writes again and again in conversations. */
@NullMarked
package leadhub.conversations.replies;

import org.jspecify.annotations.NullMarked;
