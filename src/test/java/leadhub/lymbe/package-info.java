/** What users do in the Lymbe dialect. */
@NullMarked
package leadhub.lymbe;

import org.jspecify.annotations.NullMarked;
