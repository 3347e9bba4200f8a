/** The board, which shows a pipeline's leads as cards in columns by stage. */
@NullMarked
package leadhub.board;

import org.jspecify.annotations.NullMarked;
