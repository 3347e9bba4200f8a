/** What every page of the panel shares: who may see it, its frame, its words, its files. */
@NullMarked
package leadhub.panel;

import org.jspecify.annotations.NullMarked;
