@NullMarked
package leadhub.leads.folding;

import org.jspecify.annotations.NullMarked;
