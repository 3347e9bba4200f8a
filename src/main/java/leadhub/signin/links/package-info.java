/** Links that let somebody choose a password, and the e-mails with them. */
@NullMarked
package leadhub.signin.links;

import org.jspecify.annotations.NullMarked;
