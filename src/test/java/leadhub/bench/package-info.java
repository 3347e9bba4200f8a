/** The benchmark behind {@code bin/bench}: what the API answers in a second, and what the same SQL would bare. */
@NullMarked
package leadhub.bench;

import org.jspecify.annotations.NullMarked;
