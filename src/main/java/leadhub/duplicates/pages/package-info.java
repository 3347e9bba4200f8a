/** Duplicates in the panel: the queue, two leads side by side, and what was merged. */
@NullMarked
package leadhub.duplicates.pages;

import org.jspecify.annotations.NullMarked;
