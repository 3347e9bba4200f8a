package leadhub.mail;

import org.springframework.stereotype.Component;

/** Sends e-mails for workspaces. Only jobs call this: it waits for the mail server. */
@Component
public class Mails {
    private final MailServers servers;
    private final Smtp smtp;

    Mails(MailServers servers, Smtp smtp) {
        this.servers = servers;
        this.smtp = smtp;
    }

    /**
     * Hands an e-mail to the workspace's mail server. Never within a transaction.
     *
     * @throws Unsent with the name of what went wrong
     */
    public void send(long workspaceId, Mail mail) {
        var server = servers.resolve(workspaceId).orElseThrow(() -> new Unsent(MailFailure.NO_SERVER, false));
        smtp.send(server, mail);
    }
}
