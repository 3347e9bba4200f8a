/** Scenarios of Make that post leads. */
@NullMarked
package leadhub.integrations.make;

import org.jspecify.annotations.NullMarked;
