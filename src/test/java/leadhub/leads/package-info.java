/** What users do with leads. */
@NullMarked
package leadhub.leads;

import org.jspecify.annotations.NullMarked;
