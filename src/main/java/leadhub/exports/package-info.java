/** Takes leads out: as CSV or JSON Lines, as many as there are. */
@NullMarked
package leadhub.exports;

import org.jspecify.annotations.NullMarked;
