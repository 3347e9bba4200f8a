/** Tests of the program as people run it. */
@NullMarked
package leadhub.cli;

import org.jspecify.annotations.NullMarked;
