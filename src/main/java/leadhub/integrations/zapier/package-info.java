/** Zaps that post leads. */
@NullMarked
package leadhub.integrations.zapier;

import org.jspecify.annotations.NullMarked;
