package leadhub.mail;

import java.util.function.Supplier;
import leadhub.base.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends emails for workspaces. Only for jobs, because it waits for the mail server. */
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

    /** Whether emails can be sent for a workspace. */
    public boolean canSend(long workspaceId) {
        return routes.isSet(workspaceId);
    }

    /**
     * Hands an email to the workspace's mail server. Never call it in a transaction.
     *
     * @throws Unsent with the kind of failure
     * @throws MailQuotaExceeded if it has to wait; a job that lets it pass runs again then
     */
    public void send(long workspaceId, MailQuota.Kind kind, MailLayout.Reader to, MailLayout.Letter letter) {
        handOver(workspaceId, kind, to.email(), () -> layout.mail(to, letter));
    }

    /** The same for one that is about somebody: its reader answers them. @param replyTo null for nobody */
    public void send(
            long workspaceId,
            MailQuota.Kind kind,
            MailLayout.Reader to,
            MailLayout.Letter letter,
            @Nullable String replyTo) {
        handOver(workspaceId, kind, to.email(), () -> layout.mail(to, letter).answeredTo(replyTo));
    }

    /**
     * The same for an email to a user that is made when it may go, for its link takes the place of an older one. One
     * that has to wait is shown in the panel until it is sent or dropped; a further one to the same user is left out.
     *
     * @throws Unsent with the kind of failure
     * @throws MailQuotaExceeded if it has to wait; a job that lets it pass runs again then
     */
    public void send(
            Caller caller, long userId, MailQuota.Kind kind, MailLayout.Reader to, Supplier<MailLayout.Letter> letter) {
        try {
            handOver(caller.workspaceId(), kind, to.email(), () -> layout.mail(to, letter.get()));
            waiting.remove(caller, userId);
        } catch (MailQuotaExceeded e) {
            if (waiting.add(caller, userId, e.until())) {
                throw e;
            }
        }
    }

    /**
     * Hands over an email to a lead, or to somebody about one, as it is: by the integration that the workspace has for that, else to its
     * mail server. Never call it in a transaction.
     *
     * @param kind what it counts as
     * @throws Unsent with the kind of failure
     * @throws MailQuotaExceeded if it has to wait; a job that lets it pass runs again then
     */
    public void send(long workspaceId, MailQuota.Kind kind, Mail mail) {
        var way = routes.way(workspaceId);
        if (way.isEmpty()) {
            handOver(workspaceId, kind, mail.to(), () -> mail);
        } else {
            counted(workspaceId, kind, mail.to(), () -> routes.send(workspaceId, way.get(), mail));
        }
    }

    /** Drops the waiting email to a user. */
    public void drop(Caller caller, long userId) {
        waiting.remove(caller, userId);
    }

    private void handOver(long workspaceId, MailQuota.Kind kind, String to, Supplier<Mail> mail) {
        var route = routes.find(workspaceId).orElseThrow(() -> new Unsent(MailFailure.NO_SERVER, false));
        counted(workspaceId, kind, to, () -> smtp.send(route.server(), route.addresses(), mail.get()));
    }

    private void counted(long workspaceId, MailQuota.Kind kind, String to, Runnable sending) {
        quota.take(workspaceId, to, kind);
        try {
            sending.run();
        } catch (RuntimeException e) {
            quota.giveBack(workspaceId, to, kind);
            throw e;
        }
    }
}
