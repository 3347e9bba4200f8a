package leadhub.bots.identity;

import java.time.Instant;

/** A key by which a website signs who its visitors are. Its secret is told once, when it is made. */
public record IdentityKey(long id, Instant createdAt) {
    /** Of a bot: the one in use, and the one that takes its place. */
    public static final int MOST = 2;
}
