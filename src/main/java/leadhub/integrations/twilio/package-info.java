/** SMS by Twilio, there and back. */
@NullMarked
package leadhub.integrations.twilio;

import org.jspecify.annotations.NullMarked;
