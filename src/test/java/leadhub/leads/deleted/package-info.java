@NullMarked
package leadhub.leads.deleted;

import org.jspecify.annotations.NullMarked;
