/** Bots as strangers meet them: conversations in a page of ours or in pages of others. */
@NullMarked
package leadhub.bots.chat;

import org.jspecify.annotations.NullMarked;
