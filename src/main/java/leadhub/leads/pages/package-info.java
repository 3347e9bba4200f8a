/** The pages of leads in the panel. */
@NullMarked
package leadhub.leads.pages;

import org.jspecify.annotations.NullMarked;
