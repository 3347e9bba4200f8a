/** Users, the people who work in a workspace. */
@NullMarked
package leadhub.users;

import org.jspecify.annotations.NullMarked;
