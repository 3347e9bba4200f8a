/** Calls of providers' APIs, within bounds, and how they fail. */
@NullMarked
package leadhub.integrations.provider;

import org.jspecify.annotations.NullMarked;
