package leadhub.emails.pages;

import java.util.List;
import leadhub.emails.received.ReceivedEmail;
import leadhub.emails.sending.LeadEmail;
import org.jspecify.annotations.Nullable;

/**
 * The emails on a lead's page, those to it and those from it.
 *
 * @param older the id to go on from; 0 if there is nothing older
 */
public record EmailsOnLead(long leadId, List<Line> lines, long older) {
    /** One of both. */
    public record Line(
            long id, @Nullable LeadEmail sent, @Nullable ReceivedEmail received) {}

    /** Whether something comes of one of them in a moment. */
    public boolean isMoving() {
        return lines.stream().map(Line::sent).anyMatch(EmailsOnLead::isMoving);
    }

    private static boolean isMoving(@Nullable LeadEmail email) {
        return email != null
                && email.isQueued()
                && email.fate().failure() == null
                && email.fate().waitsUntil() == null;
    }
}
