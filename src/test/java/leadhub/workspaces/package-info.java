/** What people do with a workspace as a whole. */
@NullMarked
package leadhub.workspaces;

import org.jspecify.annotations.NullMarked;
