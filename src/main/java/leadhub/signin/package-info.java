/** How people prove who they are, and what lets them in from then on. */
@NullMarked
package leadhub.signin;

import org.jspecify.annotations.NullMarked;
