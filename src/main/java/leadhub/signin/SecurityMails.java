package leadhub.signin;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import leadhub.mail.MailLayout;
import leadhub.mail.MailQuota;
import leadhub.mail.MailText;
import leadhub.mail.Mails;
import leadhub.mail.Unsent;
import leadhub.signin.Addressees.Addressee;
import leadhub.users.Status;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells people by e-mail when something changed by which they sign in, so that they notice if it wasn't they who did it. */
@Service
public class SecurityMails {
    static final String JOB = "mail-security-notice";

    private final Addressees addressees;
    private final Mails mails;
    private final JobQueue jobs;
    private final Audit audit;
    private final Clock clock;

    SecurityMails(Addressees addressees, Mails mails, JobQueue jobs, Audit audit, Clock clock) {
        this.addressees = addressees;
        this.mails = mails;
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

    /** Within a verb: writes down what somebody changed of how a user signs in, and has the user told. */
    public void record(Caller caller, String action, long userId, What what) {
        audit.record(caller, action, userId, null, null);
        add(caller, userId, what);
    }

    /** The job: nothing is sent where e-mail isn't set up, and to somebody who isn't active. */
    void deliver(Notice notice) {
        var addressee = addressees.find(notice.workspaceId(), notice.userId(), Status.ACTIVE);
        if (addressee.isEmpty() || !mails.canSend(notice.workspaceId())) {
            return;
        }
        var reader = addressee.get().reader("en");
        try {
            mails.send(
                    notice.workspaceId(),
                    MailQuota.Kind.SECURITY,
                    reader,
                    letter(reader.words(), notice, addressee.get()));
        } catch (Unsent e) {
            throw e.ofJob();
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

    private static MailLayout.Letter letter(Words words, Notice notice, Addressee addressee) {
        var workspace = MailText.name(addressee.workspace().name());
        var zone = addressee.zone();
        var what = words.say("mail.security." + notice.what().word(), workspace);
        var time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(words.locale())
                .format(notice.at().atZone(zone));
        var at = words.say("mail.security.at", time + " (" + zone.getId() + ")");
        return new MailLayout.Letter(
                words.say("mail.security.subject", workspace),
                List.of(
                        words.say("mail.hello", MailText.name(addressee.user().name())),
                        what,
                        at,
                        words.say("mail.security.not-you")),
                null,
                null,
                List.of(words.say("mail.security.footer")));
    }
}
