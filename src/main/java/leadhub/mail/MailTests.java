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
 * Tries a workspace's mail server out: has an e-mail sent to whoever asks for it, and tells what came of it.
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

    private boolean isCutOff(MailTest test) {
        return test.outcome() == null
                && test.askedAt().isBefore(Times.now(clock).minus(PATIENCE));
    }
}
