/** What users do with tags. */
@NullMarked
package leadhub.tags;

import org.jspecify.annotations.NullMarked;
