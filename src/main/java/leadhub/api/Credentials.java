package leadhub.api;

import java.util.Optional;

/** Looks up keys. */
public interface Credentials {
    /** The credential of a key as it was sent; empty if it is unknown, revoked or expired. */
    Optional<Credential> find(String secret);
}
