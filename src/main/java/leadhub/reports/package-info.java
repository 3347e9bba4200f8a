/** Reports: how many leads came in, what became of them and what that was worth, by time, source, person and reason. */
@NullMarked
package leadhub.reports;

import org.jspecify.annotations.NullMarked;
