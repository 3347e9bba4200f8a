/** The inbox: conversations with people outside, and who of the team answers. */
@NullMarked
package leadhub.conversations.pages;

import org.jspecify.annotations.NullMarked;
