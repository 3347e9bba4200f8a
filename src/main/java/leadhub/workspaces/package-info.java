/** Workspaces. Each holds one company's leads and everything around them. */
@NullMarked
package leadhub.workspaces;

import org.jspecify.annotations.NullMarked;
