/** The second step of signing in: codes of an app, and recovery codes. */
@NullMarked
package leadhub.signin.twosteps;

import org.jspecify.annotations.NullMarked;
