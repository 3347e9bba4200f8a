/** A tag is a word that marks leads. */
@NullMarked
package leadhub.tags;

import org.jspecify.annotations.NullMarked;
