/** Lead scoring: a lead's score is the points of the rules that match it. */
@NullMarked
package leadhub.scoring;

import org.jspecify.annotations.NullMarked;
