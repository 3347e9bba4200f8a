/** Lead forms on Facebook. */
@NullMarked
package leadhub.integrations.facebook;

import org.jspecify.annotations.NullMarked;
