/** The pages on which people sign in and out, and look after their own account. */
@NullMarked
package leadhub.signin.pages;

import org.jspecify.annotations.NullMarked;
