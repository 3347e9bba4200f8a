/** What every endpoint of both APIs shares: routes, keys, limits, envelope, errors, input reader. Knows no feature. */
@NullMarked
package leadhub.api;

import org.jspecify.annotations.NullMarked;
