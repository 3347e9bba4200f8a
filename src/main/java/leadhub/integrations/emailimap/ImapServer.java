package leadhub.integrations.emailimap;

import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationConfig;
import leadhub.integrations.TypeField;
import leadhub.integrations.oauth.OAuthConfig;
import leadhub.integrations.oauth.OAuthTokens;
import tools.jackson.databind.JsonNode;

/** A folder of a mailbox, and how to get there. */
record ImapServer(String host, int port, Security security, String user, Access access, String folder) {
    static final TypeField HOST = TypeField.text(EmailImap.KEY, "host").required();
    static final TypeField PORT = TypeField.number(EmailImap.KEY, "port");
    static final TypeField SECURITY =
            TypeField.select(EmailImap.KEY, "security", java.util.List.of("tls", "starttls", "none"));
    static final TypeField USER = TypeField.text(EmailImap.KEY, "user").required();
    static final TypeField PASSWORD =
            OAuthConfig.byPassword(TypeField.secret(EmailImap.KEY, "password").required());
    static final TypeField FOLDER = TypeField.text(EmailImap.KEY, "folder").usually("INBOX");

    /** How the connection is kept from being read. */
    enum Security {
        TLS(993),
        STARTTLS(143),
        /** Not at all: for a server on the same machine. */
        NONE(143);

        private final int usualPort;

        Security(int usualPort) {
            this.usualPort = usualPort;
        }

        static Security of(String word) {
            return switch (word) {
                case "none" -> NONE;
                case "starttls" -> STARTTLS;
                default -> TLS;
            };
        }
    }

    /** By what it lets us in. */
    sealed interface Access {}

    record Password(String text) implements Access {
        @Override
        public String toString() {
            return "Password[…]";
        }
    }

    /** Access tokens, which are kept elsewhere. */
    record Tokens(OAuthTokens.Owner owner) implements Access {}

    static ImapServer of(Integration integration) {
        var config = integration.terms().config();
        return of(
                config,
                OAuthConfig.isChosen(config)
                        ? new Tokens(OAuthTokens.Owner.of(integration))
                        : new Password(config.secret(PASSWORD.key()).orElse("")));
    }

    private static ImapServer of(IntegrationConfig config, Access access) {
        var security = Security.of(config.choice(SECURITY));
        var port = config.open().get(PORT.key());
        return new ImapServer(
                config.text(HOST.key()).orElse(""),
                port == null ? security.usualPort : port(port),
                security,
                config.text(USER.key()).orElse(""),
                access,
                config.text(FOLDER.key()).orElse("INBOX"));
    }

    /** Whether both are the same folder of the same mailbox. */
    static boolean isSameFolder(IntegrationConfig one, IntegrationConfig other) {
        var unsaid = new Password("");
        var first = of(one, unsaid);
        var second = of(other, unsaid);
        return first.host().equalsIgnoreCase(second.host())
                && first.port() == second.port()
                && first.user().equals(second.user())
                && first.folder().equals(second.folder());
    }

    /** 0 for what is none. */
    static int port(JsonNode number) {
        return number.isNumber() && number.doubleValue() == number.intValue() ? number.intValue() : 0;
    }

    @Override
    public String toString() {
        return "ImapServer[" + host + "]";
    }
}
