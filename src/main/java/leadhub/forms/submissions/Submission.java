package leadhub.forms.submissions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What somebody sent by a form.
 *
 * @param formVersion of the fields by which its values were checked
 * @param reason why it is suspected of being spam; null if it isn't
 * @param isDuplicate whether its lead was known already
 * @param values by the keys of fields
 * @param attribution where its sender came from, the first and the last time
 * @param evidence how it was sent: language, page, shortened address, and the texts that were agreed to
 */
public record Submission(
        long id,
        long formId,
        int formVersion,
        SubmissionStatus status,
        @Nullable String reason,
        @Nullable Long leadId,
        boolean isDuplicate,
        ObjectNode values,
        ObjectNode attribution,
        ObjectNode evidence,
        Instant createdAt) {

    Submission withId(long other) {
        return new Submission(
                other,
                formId,
                formVersion,
                status,
                reason,
                leadId,
                isDuplicate,
                values,
                attribution,
                evidence,
                createdAt);
    }

    /** Why it is suspected of being spam. */
    public enum Suspicion {
        /** It filled in a field that nobody sees. */
        HONEYPOT,
        /** It was filled in faster than anybody can. */
        TOO_FAST,
        /** It didn't come from a page of the form. */
        NO_TOKEN,
        /** Its browser has done no arithmetic, though the form asks for some. */
        UNSOLVED,
        /** Its solution was sent before. */
        REUSED,
        /** Its email's domain is on the workspace's block list. */
        BLOCKED_DOMAIN,
        /** It has a word of the workspace's block list in it. */
        BLOCKED_WORD,
        /** Its visitor's address is on the workspace's block list. */
        BLOCKED_ADDRESS;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
