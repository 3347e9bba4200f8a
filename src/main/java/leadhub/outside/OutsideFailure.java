package leadhub.outside;

import java.util.Locale;

/** Why a call came to nothing. */
public enum OutsideFailure {
    /** The host's address is in a network that isn't allowed; nothing was sent. */
    ADDRESS_NOT_ALLOWED,
    /** The name service knows no such host. */
    UNKNOWN_HOST,
    /** Nobody listens there, or the way there is closed. */
    UNREACHABLE,
    /** No encrypted connection, or a certificate that isn't good for that host. */
    TLS,
    /** It took longer than it may. */
    DEADLINE,
    /** The answer is longer than it may be, packed or unpacked. */
    TOO_LARGE,
    /** The connection broke, or what came is no HTTP. */
    BROKEN,
    /** As many calls as may be are under way to that host, or in all; nothing was sent. */
    BUSY;

    /** As it stands in logs and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
