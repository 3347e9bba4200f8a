/** What users do with leads. */
@NullMarked
package leadhub.leads.lists;

import org.jspecify.annotations.NullMarked;
