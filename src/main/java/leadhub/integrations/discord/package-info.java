/** Channels of Discord, by a webhook. */
@NullMarked
package leadhub.integrations.discord;

import org.jspecify.annotations.NullMarked;
