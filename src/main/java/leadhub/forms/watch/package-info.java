/** Looks after forms, and tells administrators of those that need them. */
@NullMarked
package leadhub.forms.watch;

import org.jspecify.annotations.NullMarked;
