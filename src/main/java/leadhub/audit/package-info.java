/** Who changed what, written in the same transaction as the change and never changed. */
@NullMarked
package leadhub.audit;

import org.jspecify.annotations.NullMarked;
