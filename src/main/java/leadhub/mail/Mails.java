package leadhub.mail;

import java.util.function.Supplier;
import leadhub.base.Caller;
import leadhub.outside.AllowedAddresses;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.stereotype.Component;

/** Sends e-mails for workspaces. Only jobs call this: it waits for the mail server. */
@Component
public class Mails {
    private final MailServers servers;
    private final AllowedAddresses allowed;
    private final MailQuota quota;
    private final WaitingMails waiting;
    private final Smtp smtp;

    Mails(MailServers servers, AllowedAddresses allowed, MailQuota quota, WaitingMails waiting, Smtp smtp) {
        this.servers = servers;
        this.allowed = allowed;
        this.quota = quota;
        this.waiting = waiting;
        this.smtp = smtp;
    }

    /**
     * Hands an e-mail to the workspace's mail server. Never within a transaction.
     *
     * @throws Unsent with the name of what went wrong
     * @throws MailQuotaExceeded if it has to wait; a job that lets it pass runs again then
     */
    public void send(long workspaceId, MailQuota.Kind kind, Mail mail) {
        send(workspaceId, mail.to(), kind, () -> mail);
    }

    /**
     * The same for an e-mail to a user that is made when it may go, for its link takes the place of an older one. One
     * that has to wait is shown in the panel until it is sent or dropped; a further one to the same user is left out.
     *
     * @throws Unsent with the name of what went wrong
     * @throws MailQuotaExceeded if it has to wait; a job that lets it pass runs again then
     */
    public void send(Caller caller, long userId, String to, MailQuota.Kind kind, Supplier<Mail> mail) {
        try {
            send(caller.workspaceId(), to, kind, mail);
            waiting.remove(caller, userId);
        } catch (MailQuotaExceeded e) {
            if (waiting.add(caller, userId, e.until())) {
                throw e;
            }
        }
    }

    /** Nothing is to be sent to a user any more. */
    public void drop(Caller caller, long userId) {
        waiting.remove(caller, userId);
    }

    private void send(long workspaceId, String to, MailQuota.Kind kind, Supplier<Mail> mail) {
        var route = servers.resolve(workspaceId).orElseThrow(() -> new Unsent(MailFailure.NO_SERVER, false));
        quota.take(workspaceId, to, kind);
        try {
            smtp.send(route.server(), route.isGiven() ? InetAddressFilter.all() : allowed, mail.get());
        } catch (RuntimeException e) {
            quota.giveBack(workspaceId, to, kind);
            throw e;
        }
    }
}
