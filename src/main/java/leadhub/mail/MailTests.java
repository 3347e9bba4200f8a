package leadhub.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import leadhub.api.limits.RateLimits;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tests a workspace's mail server: sends an email to whoever asks for it, and reports the outcome.
 *
 * <p>Limit: 20 an hour for each workspace.
 */
@Service
public class MailTests {
    static final String JOB = "test-mail";
    private static final int MOST_AN_HOUR = 20;
    /** A test without an outcome by then was interrupted. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MailTestSql sql;
    private final JobQueue jobs;
    private final RateLimits limits;
    private final Audit audit;
    private final Clock clock;

    MailTests(MailTestSql sql, JobQueue jobs, RateLimits limits, Audit audit, Clock clock) {
        this.sql = sql;
        this.jobs = jobs;
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
    }

    /** The recipient of a test email. */
    record Wanted(long workspaceId, String to, String language) {}

    /** The last test; an interrupted one counts as timed out. */
    public Optional<MailTest> last(Caller caller) {
        caller.require(Role.ADMIN);
        return sql.find(caller.workspaceId())
                .map(test -> isCutOff(test) ? new MailTest(test.askedAt(), MailFailure.DEADLINE.word()) : test);
    }

    /** Counts a test against the hourly limit. Call it before {@link #ask}, because counting uses its own transactions. */
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

    private boolean isCutOff(MailTest test) {
        return test.outcome() == null
                && test.askedAt().isBefore(Times.now(clock).minus(PATIENCE));
    }
}
