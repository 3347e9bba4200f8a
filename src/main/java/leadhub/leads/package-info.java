/** A lead is somebody who may become a customer. */
@NullMarked
package leadhub.leads;

import org.jspecify.annotations.NullMarked;
