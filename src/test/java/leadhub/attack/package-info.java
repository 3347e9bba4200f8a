/** The attacks behind {@code bin/attack}: what somebody may send, and what is promised while they do. */
@NullMarked
package leadhub.attack;

import org.jspecify.annotations.NullMarked;
