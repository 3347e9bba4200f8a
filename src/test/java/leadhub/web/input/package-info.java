/** Tests of what every surface stands on. */
@NullMarked
package leadhub.web.input;

import org.jspecify.annotations.NullMarked;
