package leadhub.emails.pages;

import java.util.List;
import leadhub.emails.sending.LeadEmail;

/**
 * The emails on a lead's page.
 *
 * @param older the id to go on from; 0 if there is nothing older
 */
public record EmailsOnLead(long leadId, List<LeadEmail> emails, long older) {
    /** Whether something comes of one of them in a moment. */
    public boolean isMoving() {
        return emails.stream()
                .anyMatch(email -> email.isQueued()
                        && email.fate().failure() == null
                        && email.fate().waitsUntil() == null);
    }
}
