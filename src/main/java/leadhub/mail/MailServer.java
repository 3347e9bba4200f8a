package leadhub.mail;

import leadhub.base.settings.SmtpServer.Security;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's own mail server as people see it: without its password.
 *
 * @param user null for a server that asks nobody who they are
 */
public record MailServer(
        String host, int port, Security security, @Nullable String user, boolean hasPassword, String from) {

    /** Whether a password that was given for one may be told to the other. */
    boolean isSamePeer(MailServer other) {
        return host.equals(other.host)
                && port == other.port
                && security == other.security
                && java.util.Objects.equals(user, other.user);
    }
}
