package leadhub.emails.suppression;

import java.time.Instant;

/** An address that gets no emails from a workspace. */
public record Suppression(long id, String email, SuppressionReason reason, Instant createdAt) {
    /** Addresses have at most this many code points. */
    public static final int MOST_CHARACTERS = 255;
}
