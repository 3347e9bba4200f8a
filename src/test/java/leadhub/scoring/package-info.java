/** What users do with scoring rules. */
@NullMarked
package leadhub.scoring;

import org.jspecify.annotations.NullMarked;
