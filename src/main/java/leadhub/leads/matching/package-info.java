/** What a workspace wants done with people who are leads already: by each door, and whose value is taken when leads are merged. */
@NullMarked
package leadhub.leads.matching;

import org.jspecify.annotations.NullMarked;
