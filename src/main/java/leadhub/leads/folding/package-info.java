/** Folding all leads anew after the rules changed by which texts are compared. */
@NullMarked
package leadhub.leads.folding;

import org.jspecify.annotations.NullMarked;
