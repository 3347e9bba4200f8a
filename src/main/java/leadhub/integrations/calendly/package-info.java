/** Bookings in Calendly, which posts each event about an invitee. */
@NullMarked
package leadhub.integrations.calendly;

import org.jspecify.annotations.NullMarked;
