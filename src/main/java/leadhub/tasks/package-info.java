/** A task is something to do for a lead, by somebody and until a day. */
@NullMarked
package leadhub.tasks;

import org.jspecify.annotations.NullMarked;
