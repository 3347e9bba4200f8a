/** What programs meet at the door: keys, limits, errors, retries. */
@NullMarked
package leadhub.api;

import org.jspecify.annotations.NullMarked;
