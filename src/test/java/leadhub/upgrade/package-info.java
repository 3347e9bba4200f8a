/** Data of older versions goes on living. */
@NullMarked
package leadhub.upgrade;

import org.jspecify.annotations.NullMarked;
