/** LeadHub: every lead of a company in one place. */
@NullMarked
package leadhub;

import org.jspecify.annotations.NullMarked;
