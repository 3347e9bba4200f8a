/** Whom a website says that its visitors are: keys, and the tokens that it signs with them. */
@NullMarked
package leadhub.bots.identity;

import org.jspecify.annotations.NullMarked;
