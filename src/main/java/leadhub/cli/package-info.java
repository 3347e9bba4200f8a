/** The commands of {@code bin/leadhub}, and the server that is the first of them. */
@NullMarked
package leadhub.cli;

import org.jspecify.annotations.NullMarked;
