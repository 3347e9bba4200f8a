/** One change to many leads: picked ones or all that match, step by step, with progress and a way back. */
@NullMarked
package leadhub.bulk;

import org.jspecify.annotations.NullMarked;
