/** Mailboxes that are read. */
@NullMarked
package leadhub.integrations.emailimap;

import org.jspecify.annotations.NullMarked;
