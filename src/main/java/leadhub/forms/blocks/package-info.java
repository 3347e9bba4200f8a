/** Block lists: what a workspace takes for spam whatever else speaks for it. */
@NullMarked
package leadhub.forms.blocks;

import org.jspecify.annotations.NullMarked;
