/** What users do with notes. */
@NullMarked
package leadhub.notes;

import org.jspecify.annotations.NullMarked;
