/** A note is what somebody wrote down about a lead. */
@NullMarked
package leadhub.notes;

import org.jspecify.annotations.NullMarked;
