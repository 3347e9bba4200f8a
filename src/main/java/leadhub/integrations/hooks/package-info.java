/** The URLs that providers post to, and what becomes of what they post. */
@NullMarked
package leadhub.integrations.hooks;

import org.jspecify.annotations.NullMarked;
