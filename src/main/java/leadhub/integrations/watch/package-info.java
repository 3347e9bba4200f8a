/** Looks after integrations, and tells administrators of those that need them. */
@NullMarked
package leadhub.integrations.watch;

import org.jspecify.annotations.NullMarked;
