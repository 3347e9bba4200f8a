/** Who gets no emails from a workspace, and why. */
@NullMarked
package leadhub.emails.suppression;

import org.jspecify.annotations.NullMarked;
