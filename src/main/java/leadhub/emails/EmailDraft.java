package leadhub.emails;

/**
 * What somebody wrote to send to leads: subject and body with placeholders.
 *
 * @param language a BCP 47 tag
 */
public record EmailDraft(String subject, String body, String language) {}
