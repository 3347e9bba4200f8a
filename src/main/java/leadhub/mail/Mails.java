package leadhub.mail;

import java.util.function.Supplier;
import leadhub.base.Caller;
import org.springframework.stereotype.Component;

/** Sends e-mails for workspaces. Only jobs call this: it waits for the mail server. */
@Component
public class Mails {
    private final MailRoutes routes;
    private final MailQuota quota;
    private final WaitingMails waiting;
    private final MailLayout layout;
    private final Smtp smtp;

    Mails(MailRoutes routes, MailQuota quota, WaitingMails waiting, MailLayout layout, Smtp smtp) {
        this.routes = routes;
        this.quota = quota;
        this.waiting = waiting;
        this.layout = layout;
        this.smtp = smtp;
    }

    /** Whether e-mails can be sent for a workspace. */
    public boolean canSend(long workspaceId) {
        return routes.isSet(workspaceId);
    }

    /**
     * Hands an e-mail to the workspace's mail server. Never within a transaction.
     *
     * @throws Unsent with the name of what went wrong
     * @throws MailQuotaExceeded if it has to wait; a job that lets it pass runs again then
     */
    public void send(long workspaceId, MailQuota.Kind kind, MailLayout.Reader to, MailLayout.Letter letter) {
        handOver(workspaceId, kind, to, () -> letter);
    }

    /**
     * The same for an e-mail to a user that is made when it may go, for its link takes the place of an older one. One
     * that has to wait is shown in the panel until it is sent or dropped; a further one to the same user is left out.
     *
     * @throws Unsent with the name of what went wrong
     * @throws MailQuotaExceeded if it has to wait; a job that lets it pass runs again then
     */
    public void send(
            Caller caller, long userId, MailQuota.Kind kind, MailLayout.Reader to, Supplier<MailLayout.Letter> letter) {
        try {
            handOver(caller.workspaceId(), kind, to, letter);
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

    private void handOver(
            long workspaceId, MailQuota.Kind kind, MailLayout.Reader to, Supplier<MailLayout.Letter> letter) {
        var route = routes.find(workspaceId).orElseThrow(() -> new Unsent(MailFailure.NO_SERVER, false));
        quota.take(workspaceId, to.email(), kind);
        try {
            smtp.send(route.server(), route.addresses(), layout.mail(to, letter.get()));
        } catch (RuntimeException e) {
            quota.giveBack(workspaceId, to.email(), kind);
            throw e;
        }
    }
}
