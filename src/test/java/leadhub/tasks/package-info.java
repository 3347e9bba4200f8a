/** What users do with tasks. */
@NullMarked
package leadhub.tasks;

import org.jspecify.annotations.NullMarked;
