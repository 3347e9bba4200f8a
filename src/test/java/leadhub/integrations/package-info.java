/** What users do with integrations. */
@NullMarked
package leadhub.integrations;

import org.jspecify.annotations.NullMarked;
