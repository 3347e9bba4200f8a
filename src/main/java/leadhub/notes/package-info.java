/** Notes that people write on leads. */
@NullMarked
package leadhub.notes;

import org.jspecify.annotations.NullMarked;
