/** Asks providers, in the background: for what their hooks announced, and for leads from before. */
@NullMarked
package leadhub.integrations.fetching;

import org.jspecify.annotations.NullMarked;
