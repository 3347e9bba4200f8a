/** Messengers: conversations with the people there, both ways. */
@NullMarked
package leadhub.integrations.messengers;

import org.jspecify.annotations.NullMarked;
