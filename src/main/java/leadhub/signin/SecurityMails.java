package leadhub.signin;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.jobs.Hopeless;
import leadhub.jobs.JobQueue;
import leadhub.mail.MailLayout;
import leadhub.mail.MailQuota;
import leadhub.mail.MailServers;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.users.Status;
import leadhub.web.Words;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells people by e-mail when something changed by which they sign in, so that they notice if it wasn't they who did it. */
@Service
public class SecurityMails {
    static final String JOB = "mail-security-notice";

    private final Logins logins;
    private final Workspaces workspaces;
    private final MailServers servers;
    private final Mails mails;
    private final MailLayout layout;
    private final JobQueue jobs;
    private final Audit audit;
    private final Clock clock;

    // Eight, for it brings people and e-mail together.
    SecurityMails(
            Logins logins,
            Workspaces workspaces,
            MailServers servers,
            Mails mails,
            MailLayout layout,
            JobQueue jobs,
            Audit audit,
            Clock clock) {
        this.logins = logins;
        this.workspaces = workspaces;
        this.servers = servers;
        this.mails = mails;
        this.layout = layout;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    /** What changed. */
    public enum What {
        PASSWORD_SET,
        TWO_STEPS_ON,
        TWO_STEPS_OFF,
        RECOVERY_CODES_MADE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whom to tell what; the rest is found out when the e-mail is sent. */
    record Notice(long workspaceId, long userId, What what, Instant at) {}

    /** Within a verb: has an e-mail sent to the user concerned, whoever made the change. */
    public void add(Caller caller, long userId, What what) {
        jobs.add(JOB, new Notice(caller.workspaceId(), userId, what, Times.now(clock)));
    }

    /** The job: nothing is sent where e-mail isn't set up, and to somebody who isn't active. */
    void deliver(Notice notice) {
        var login = logins.find(notice.workspaceId(), notice.userId())
                .filter(found -> found.user().status() == Status.ACTIVE);
        if (login.isEmpty() || !servers.isSet(notice.workspaceId())) {
            return;
        }
        var workspace = workspaces.get(notice.workspaceId());
        var usual = Objects.requireNonNullElse(workspace.language(), "en");
        var words = Words.in(Objects.requireNonNullElse(login.get().language(), usual));
        var user = login.get().user();
        var zone = ZoneId.of(Objects.requireNonNullElse(login.get().timeZone(), workspace.timeZone()));
        var letter = letter(words, notice, zone, MailText.name(user.name()), MailText.name(workspace.name()));
        try {
            mails.send(notice.workspaceId(), MailQuota.Kind.SECURITY, layout.mail(user.email(), words, letter));
        } catch (Unsent e) {
            if (e.isFinal()) {
                throw new Hopeless(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** The job came to nothing, which an administrator should be able to find out. */
    @Transactional
    public void giveUp(Notice notice, @Nullable String why) {
        audit.record(
                Caller.system(notice.workspaceId(), "e-mail"),
                "mail.given_up",
                notice.userId(),
                null,
                Map.of("failure", String.valueOf(why)));
    }

    private static MailLayout.Letter letter(Words words, Notice notice, ZoneId zone, String name, String workspace) {
        var what = words.say("mail.security." + notice.what().word(), workspace);
        var time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(words.locale())
                .format(notice.at().atZone(zone));
        var at = words.say("mail.security.at", time + " (" + zone.getId() + ")");
        return new MailLayout.Letter(
                words.say("mail.security.subject", workspace),
                List.of(words.say("mail.hello", name), what, at, words.say("mail.security.not-you")),
                null,
                null,
                List.of(words.say("mail.security.footer")));
    }
}
