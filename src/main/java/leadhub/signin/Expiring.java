package leadhub.signin;

import java.time.Instant;

/** Something that is worth nothing any more after a time, such as a session or a link. */
public interface Expiring {
    /** Removes what is over. */
    void prune(Instant now);
}
