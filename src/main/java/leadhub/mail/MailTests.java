package leadhub.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import leadhub.api.limits.RateLimits;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import leadhub.web.Words;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tries a workspace's mail server out: sends an e-mail to whoever asks for it, and remembers what came of it.
 *
 * <p>Limit: 20 an hour for each workspace.
 */
@Service
public class MailTests {
    static final String JOB = "test-mail";
    private static final int MOST_AN_HOUR = 20;
    /** A test that has no outcome by then was cut off. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MailTestSql sql;
    private final Mails mails;
    private final MailLayout layout;
    private final JobQueue jobs;
    private final RateLimits limits;
    private final Audit audit;
    private final Clock clock;

    MailTests(
            MailTestSql sql,
            Mails mails,
            MailLayout layout,
            JobQueue jobs,
            RateLimits limits,
            Audit audit,
            Clock clock) {
        this.sql = sql;
        this.mails = mails;
        this.layout = layout;
        this.jobs = jobs;
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who wants an e-mail. */
    record Wanted(long workspaceId, String to, String language) {}

    /** The last one; one that was cut off counts as too late. */
    public Optional<MailTest> last(Caller caller) {
        caller.require(Role.ADMIN);
        return sql.find(caller.workspaceId())
                .map(test -> isCutOff(test) ? new MailTest(test.askedAt(), MailFailure.DEADLINE.word()) : test);
    }

    /** Counts a test against the hour's. Before {@link #ask}, for counting takes transactions of its own. */
    public void takeTurn(Caller caller) {
        caller.require(Role.ADMIN);
        var verdict = limits.take("mail-test:" + caller.workspaceId(), MOST_AN_HOUR);
        if (!verdict.allowed()) {
            throw new Problem.RateLimited(Duration.ofSeconds(verdict.secondsLeft())).exception();
        }
    }

    /** Sends one to an address of the caller's own. */
    @Transactional
    public void ask(Caller caller, String to, String language) {
        caller.require(Role.ADMIN);
        sql.begin(caller.workspaceId(), caller.actor().id(), Times.now(clock));
        jobs.add(JOB, new Wanted(caller.workspaceId(), to, language));
        audit.record(caller, "mail.tested", null, null, null);
    }

    /** The job: one try, whose outcome is what is wanted. */
    void send(Wanted wanted) {
        var words = Words.in(wanted.language());
        var letter = new MailLayout.Letter(
                words.say("mail.test.subject"),
                List.of(words.say("mail.test.text")),
                null,
                null,
                List.of(words.say("mail.test.footer")));
        var outcome = MailTest.SENT;
        try {
            mails.send(wanted.workspaceId(), MailQuota.Kind.OTHER, layout.mail(wanted.to(), words, letter));
        } catch (Unsent e) {
            outcome = e.failure().word();
        } catch (MailQuotaExceeded e) {
            // Nobody waits a day for a test.
            outcome = MailFailure.QUOTA.word();
        }
        sql.end(wanted.workspaceId(), outcome);
    }

    private boolean isCutOff(MailTest test) {
        return test.outcome() == null
                && test.askedAt().isBefore(Times.now(clock).minus(PATIENCE));
    }
}
