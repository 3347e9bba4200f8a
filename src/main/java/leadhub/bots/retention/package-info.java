/** How long what is said with bots is kept. */
@NullMarked
package leadhub.bots.retention;

import org.jspecify.annotations.NullMarked;
