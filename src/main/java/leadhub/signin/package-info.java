/** How people prove who they are, what slows down those who fail, and what lets somebody in from then on. */
@NullMarked
package leadhub.signin;

import org.jspecify.annotations.NullMarked;
