/** Conversations in both dialects. */
@NullMarked
package leadhub.conversations.api;

import org.jspecify.annotations.NullMarked;
