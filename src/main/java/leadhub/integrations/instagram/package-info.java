/** Lead forms on Instagram. */
@NullMarked
package leadhub.integrations.instagram;

import org.jspecify.annotations.NullMarked;
