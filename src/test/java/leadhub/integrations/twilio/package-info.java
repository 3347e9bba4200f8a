/** What only Twilio does. */
@NullMarked
package leadhub.integrations.twilio;

import org.jspecify.annotations.NullMarked;
