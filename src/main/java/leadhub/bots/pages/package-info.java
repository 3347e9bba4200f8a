/** Bots in the panel: made, changed, and put into other pages. */
@NullMarked
package leadhub.bots.pages;

import org.jspecify.annotations.NullMarked;
