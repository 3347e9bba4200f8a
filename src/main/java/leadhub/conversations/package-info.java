/** Conversations with people outside, by whatever channel: who said what, and who of us answers. */
@NullMarked
package leadhub.conversations;

import org.jspecify.annotations.NullMarked;
