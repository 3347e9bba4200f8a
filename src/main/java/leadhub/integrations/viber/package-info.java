/** Viber, by bots. */
@NullMarked
package leadhub.integrations.viber;

import org.jspecify.annotations.NullMarked;
