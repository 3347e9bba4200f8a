package leadhub.webhooks.delivery;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.jobs.JobQueue;
import leadhub.mail.MailLayout;
import leadhub.mail.MailQuota;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.Words;
import leadhub.webhooks.KnownWebhooks;
import leadhub.webhooks.Subscriber;
import leadhub.workspaces.Workspace;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** Tells a workspace's administrators by e-mail that a webhook fails, or was switched off. */
@Component
class WebhookMails {
    static final String JOB = "mail-webhook-notice";
    /** To one administrator each. */
    static final String JOB_TO_ONE = "mail-webhook-notice-to-one";

    private final KnownWebhooks known;
    private final Workspaces workspaces;
    private final Users users;
    private final Mails mails;
    private final JobQueue jobs;

    WebhookMails(KnownWebhooks known, Workspaces workspaces, Users users, Mails mails, JobQueue jobs) {
        this.known = known;
        this.workspaces = workspaces;
        this.users = users;
        this.mails = mails;
        this.jobs = jobs;
    }

    /** What there is to tell. */
    enum What {
        FAILING,
        /** It failed for so long that it was switched off. */
        DISABLED,
        /** The receiver said that it is gone. */
        GONE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of which webhook to tell what; the rest is found out later. */
    record Notice(long workspaceId, long webhookId, What what) {}

    /** Whom to tell. */
    record NoticeToOne(long workspaceId, long webhookId, What what, long userId) {}

    /** The job: leaves one for each administrator, so that one whose mailbox is full keeps it from nobody else. */
    void spread(Notice notice) {
        users.all(caller(notice.workspaceId())).stream()
                .filter(user -> user.role() == Role.ADMIN && user.status() == Status.ACTIVE)
                .forEach(user -> jobs.add(
                        JOB_TO_ONE,
                        new NoticeToOne(notice.workspaceId(), notice.webhookId(), notice.what(), user.id())));
    }

    /** The job: nothing is sent where e-mail isn't set up, and where there is nobody or nothing to tell any more. */
    void deliver(NoticeToOne notice) {
        var user = users.find(caller(notice.workspaceId()), notice.userId())
                .filter(found -> found.status() == Status.ACTIVE);
        var webhook = webhook(notice);
        if (user.isPresent() && webhook.isPresent() && mails.canSend(notice.workspaceId())) {
            send(notice, user.get(), webhook.get().webhook().terms().name());
        }
    }

    private void send(NoticeToOne notice, User user, String webhook) {
        var workspace = workspaces.get(notice.workspaceId());
        var words = Words.in(Objects.requireNonNullElse(workspace.language(), "en"));
        var letter = letter(words, notice.what(), user, webhook, workspace);
        try {
            mails.send(notice.workspaceId(), MailQuota.Kind.OTHER, new MailLayout.Reader(user.email(), words), letter);
        } catch (Unsent e) {
            throw e.ofJob();
        }
    }

    private static MailLayout.Letter letter(Words words, What what, User user, String webhook, Workspace workspace) {
        var key = "mail.webhook." + what.word();
        var name = MailText.name(webhook);
        return new MailLayout.Letter(
                words.say(key + ".subject", name, MailText.name(workspace.name())),
                List.of(
                        words.say("mail.hello", MailText.name(user.name())),
                        words.say(key, name, MailText.name(workspace.name())),
                        words.say("mail.webhook.next")),
                null,
                null,
                List.of(words.say("mail.webhook.footer", MailText.name(workspace.name()))));
    }

    private Optional<Subscriber> webhook(NoticeToOne notice) {
        return known.all(notice.workspaceId()).stream()
                .filter(one -> one.webhook().id() == notice.webhookId())
                .findFirst();
    }

    private Caller caller(long workspaceId) {
        return workspaces.caller(workspaceId, Actor.system("webhooks"));
    }
}
