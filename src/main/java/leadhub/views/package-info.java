/** Lists of leads that people keep and come back to. */
@NullMarked
package leadhub.views;

import org.jspecify.annotations.NullMarked;
