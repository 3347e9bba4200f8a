package leadhub.outside;

import java.util.Locale;

/** Why a call failed. */
public enum OutsideFailure {
    /** The host's address is in a network that isn't allowed; nothing was sent. */
    ADDRESS_NOT_ALLOWED,
    /** The name service knows no such host. */
    UNKNOWN_HOST,
    /** The connection was refused, or the host is unreachable. */
    UNREACHABLE,
    /** No encrypted connection, or no valid certificate for that host. */
    TLS,
    /** It took longer than allowed. */
    DEADLINE,
    /** The answer is larger than allowed, compressed or decompressed. */
    TOO_LARGE,
    /** The connection broke, or what came is no HTTP. */
    BROKEN,
    /** As many calls as may be are under way to that host, or in all; nothing was sent. */
    BUSY;

    /** Its name in logs and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
