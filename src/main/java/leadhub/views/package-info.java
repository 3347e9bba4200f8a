/** Saved views: lists of leads that people save and come back to. */
@NullMarked
package leadhub.views;

import org.jspecify.annotations.NullMarked;
