/** What users do with leads. */
@NullMarked
package leadhub.leads.pages;

import org.jspecify.annotations.NullMarked;
