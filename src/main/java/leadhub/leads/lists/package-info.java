/** Which leads there are: filters, sorts, searches, totals, and pages of them. */
@NullMarked
package leadhub.leads.lists;

import org.jspecify.annotations.NullMarked;
