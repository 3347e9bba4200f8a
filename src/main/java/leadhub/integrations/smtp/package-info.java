/** A workspace's own mail server for its emails to leads. */
@NullMarked
package leadhub.integrations.smtp;

import org.jspecify.annotations.NullMarked;
