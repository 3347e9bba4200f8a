/** Tasks to be done for leads, by somebody and by a due date. */
@NullMarked
package leadhub.tasks;

import org.jspecify.annotations.NullMarked;
