/** What tests stand on: the real server on a real PostgreSQL, with a clock that tests move. */
@NullMarked
package leadhub.testing;

import org.jspecify.annotations.NullMarked;
