/** Emails to leads by Mailgun, and what it tells of them. */
@NullMarked
package leadhub.integrations.mailgun;

import org.jspecify.annotations.NullMarked;
