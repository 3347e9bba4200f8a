/** What people do with the users of a workspace. */
@NullMarked
package leadhub.users;

import org.jspecify.annotations.NullMarked;
