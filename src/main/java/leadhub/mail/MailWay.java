package leadhub.mail;

/** A way by which a workspace's emails to leads go instead of by its mail server: an integration's, whose type implements it. */
public interface MailWay {
    /** The key of the type. */
    String type();

    /**
     * Hands over an email, in no transaction and perhaps more than once.
     *
     * @throws Unsent with the kind of failure
     */
    void send(long workspaceId, long integrationId, Mail mail);
}
