/** Rate limits: how many calls a key or an address may make in an hour, counted across all processes. */
@NullMarked
package leadhub.api.limits;

import org.jspecify.annotations.NullMarked;
