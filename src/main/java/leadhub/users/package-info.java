/** A user is a person who works in a workspace. */
@NullMarked
package leadhub.users;

import org.jspecify.annotations.NullMarked;
