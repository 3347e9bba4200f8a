package leadhub.mail;

import java.util.Locale;

/** Why an email couldn't be sent, as far as people can do something about it. */
public enum MailFailure {
    /** The host's address is in a network that workspaces may not have LeadHub call. */
    FORBIDDEN,
    /** There is no such host. */
    UNKNOWN_HOST,
    /** Nobody listens there. */
    UNREACHABLE,
    /** The connection can't be encrypted, or the server's certificate isn't to be believed. */
    TLS,
    /** User or password are wrong, or asked for where none is set. */
    SIGN_IN,
    /** The server sends nothing from our address. */
    SENDER,
    /** The server takes nothing for that address. */
    RECEIVER,
    /** As many emails went to that address today as may be. */
    QUOTA,
    /** It took too long. */
    DEADLINE,
    /** Something else. */
    REFUSED,
    /** No mail server is set, or its password can't be read with this server's secret key. */
    NO_SERVER;

    /** As it stands in the database and in the keys of messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
