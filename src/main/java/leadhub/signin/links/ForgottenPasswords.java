package leadhub.signin.links;

import java.time.Duration;
import leadhub.jobs.JobQueue;
import leadhub.mail.Mails;
import leadhub.signin.Logins;
import leadhub.signin.Throttle;
import leadhub.signin.Tries;
import leadhub.users.EmailKey;
import leadhub.users.Status;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has links sent to those who forgot their password, and gives nothing away about who they are. */
@Service
public class ForgottenPasswords {
    static final String JOB = "forgotten-password";

    /** Five e-mails at once, and one more every five hours, so that somebody always has a link that is good. */
    private static final Throttle FORGOTTEN_MAILS = Throttle.budget(5, Duration.ofHours(5));

    private final Logins logins;
    private final Mails mails;
    private final JobQueue jobs;
    private final Tries tries;

    ForgottenPasswords(Logins logins, Mails mails, JobQueue jobs, Tries tries) {
        this.logins = logins;
        this.mails = mails;
        this.jobs = jobs;
        this.tries = tries;
    }

    /** Who says to have forgotten a password; whether anybody has that e-mail is found out by the job. */
    record Forgotten(String emailKey, String origin, String language) {}

    /** Has links to new passwords sent to all active users with an e-mail; the same work whether there are any. */
    @Transactional
    public void send(String email, String origin, String language) {
        jobs.add(JOB, new Forgotten(EmailKey.of(email.strip()), origin, language));
    }

    /**
     * The job: one e-mail for each workspace, for each has a password and a mail server of its own. Not more than a few,
     * however often and by whomever it is asked for; the last link is good by then for a day.
     */
    @Transactional
    public void spread(Forgotten forgotten) {
        if (!tries.take("link-mail", forgotten.emailKey(), FORGOTTEN_MAILS)) {
            return;
        }
        for (var login : logins.list(forgotten.emailKey())) {
            if (login.user().status() == Status.ACTIVE && mails.canSend(login.workspaceId())) {
                var wanted = new LinkMails.Wanted(
                        login.workspaceId(),
                        login.user().id(),
                        LinkKind.RESET,
                        forgotten.origin(),
                        forgotten.language());
                jobs.add(LinkMails.JOB, wanted);
            }
        }
    }
}
