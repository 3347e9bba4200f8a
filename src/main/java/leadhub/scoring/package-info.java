/** Scoring says how promising a lead is: the points of the rules that it meets. */
@NullMarked
package leadhub.scoring;

import org.jspecify.annotations.NullMarked;
