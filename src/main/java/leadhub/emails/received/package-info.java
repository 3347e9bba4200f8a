/** Emails that leads wrote: matched with them, and kept. */
@NullMarked
package leadhub.emails.received;

import org.jspecify.annotations.NullMarked;
