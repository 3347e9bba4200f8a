/** What users do with leads. */
@NullMarked
package leadhub.leads.api;

import org.jspecify.annotations.NullMarked;
