/** The board shows a pipeline's leads as cards, which go from stage to stage. */
@NullMarked
package leadhub.board;

import org.jspecify.annotations.NullMarked;
