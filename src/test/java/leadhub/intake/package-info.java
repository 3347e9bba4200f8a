/** What users see of what came in from outside. */
@NullMarked
package leadhub.intake;

import org.jspecify.annotations.NullMarked;
