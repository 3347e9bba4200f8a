/** What users do to write to leads. */
@NullMarked
package leadhub.emails;

import org.jspecify.annotations.NullMarked;
