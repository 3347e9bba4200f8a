/** What can be done with what happened. */
@NullMarked
package leadhub.events;

import org.jspecify.annotations.NullMarked;
