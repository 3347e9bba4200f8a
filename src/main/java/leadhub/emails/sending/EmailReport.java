package leadhub.emails.sending;

/**
 * What a provider tells of an email that it took.
 *
 * @param messageId in angle brackets
 * @param recipient to whom it went
 * @param code why it failed (RFC 3463), such as {@code 5.1.1}
 */
public record EmailReport(String messageId, String recipient, Kind kind, String code) {
    /** What has become of it. */
    public enum Kind {
        /** The provider has it. */
        TAKEN,
        DELIVERED,
        OPENED,
        /** It is tried again. */
        DELAYED,
        /** It couldn't be handed over. */
        BOUNCED,
        /** Its receiver calls it spam. */
        COMPLAINED,
        /** Its receiver wants no more. */
        UNSUBSCRIBED
    }
}
