/** The Lymbe dialect: its errors, envelope and input reader. Knows no feature. */
@NullMarked
package leadhub.lymbe;

import org.jspecify.annotations.NullMarked;
