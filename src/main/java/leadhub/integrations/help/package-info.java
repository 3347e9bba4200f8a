/** The pages that tell how a type is connected. */
@NullMarked
package leadhub.integrations.help;

import org.jspecify.annotations.NullMarked;
