package leadhub.base.settings;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes our e-mails, and as whom it knows us.
 *
 * @param user null for a server that asks nobody who they are
 * @param from the address that e-mails come from
 */
public record SmtpServer(
        String host,
        int port,
        Security security,
        @Nullable String user,
        @Nullable String password,
        String from) {

    /** How the connection is kept from being read. */
    public enum Security {
        /** Not at all: for a server on the same machine. */
        NONE(25),
        /** Begins in the clear and is encrypted before anything is said, or not used. */
        STARTTLS(587),
        /** Encrypted from the first byte. */
        TLS(465);

        private final int usualPort;

        Security(int usualPort) {
            this.usualPort = usualPort;
        }

        public int usualPort() {
            return usualPort;
        }

        /** As it is typed and stored. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Security> ofWord(String word) {
            for (var security : values()) {
                if (security.word().equals(word)) {
                    return Optional.of(security);
                }
            }
            return Optional.empty();
        }
    }

    /** Without user and password, so that they get into no log. */
    @Override
    public String toString() {
        return "SmtpServer[" + host + ":" + port + ", " + security.word() + ", " + from + "]";
    }
}
