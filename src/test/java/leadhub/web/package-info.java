/** Tests of what every surface stands on. */
@NullMarked
package leadhub.web;

import org.jspecify.annotations.NullMarked;
