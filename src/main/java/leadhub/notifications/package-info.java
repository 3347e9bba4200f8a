/** What people are told of: by a bell in the panel, by email, or not at all, as each of them likes. */
@NullMarked
package leadhub.notifications;

import org.jspecify.annotations.NullMarked;
