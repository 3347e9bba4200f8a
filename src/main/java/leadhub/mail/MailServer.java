package leadhub.mail;

import leadhub.base.settings.SmtpServer.Security;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's own mail server, without its password.
 *
 * @param user null for a server without authentication
 */
public record MailServer(
        String host, int port, Security security, @Nullable String user, boolean hasPassword, String from) {

    /** Whether a password entered for one of them may be sent to the other. */
    boolean isSamePeer(MailServer other) {
        return host.equals(other.host)
                && port == other.port
                && security == other.security
                && java.util.Objects.equals(user, other.user);
    }
}
