/** Mailboxes that are read by IMAP. */
@NullMarked
package leadhub.integrations.emailimap;

import org.jspecify.annotations.NullMarked;
