/** Telegram, by a bot. */
@NullMarked
package leadhub.integrations.telegram;

import org.jspecify.annotations.NullMarked;
