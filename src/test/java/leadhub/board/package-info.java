/** What users do on the board. */
@NullMarked
package leadhub.board;

import org.jspecify.annotations.NullMarked;
