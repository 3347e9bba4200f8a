/** What happened to a lead, written in the same transaction as the change. */
@NullMarked
package leadhub.events;

import org.jspecify.annotations.NullMarked;
