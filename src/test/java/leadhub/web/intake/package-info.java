/** Tests of what every surface stands on. */
@NullMarked
package leadhub.web.intake;

import org.jspecify.annotations.NullMarked;
