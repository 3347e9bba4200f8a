package leadhub.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down what comes in, before anybody is answered.
 *
 * <p>A source chooses one of two ways. {@link #take} does the work at once: the row and the work are one transaction, and what is
 * refused leaves a row that says why. {@link #accept} only writes it down: the source answers, and its {@link IntakeHandler} works
 * on it in a moment, after a crash too, once.
 */
@Service
public class IntakeLedger {
    private final IntakeSql sql;
    private final KeptIntakeSql kept;
    private final IntakeListSql lists;
    private final IntakeMarks marks;
    private final Clock clock;
    private final TransactionTemplate joined;
    private final TransactionTemplate own;

    IntakeLedger(
            IntakeSql sql,
            KeptIntakeSql kept,
            IntakeListSql lists,
            IntakeMarks marks,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.kept = kept;
        this.lists = lists;
        this.marks = marks;
        this.clock = clock;
        this.joined = new TransactionTemplate(transactions);
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What became of it, and whatever the source wants to answer with. */
    public record Done<T>(IntakeOutcome outcome, T answer) {}

    /**
     * Writes it down and works on it in one transaction, that of the caller if there is one. What the work refuses as invalid
     * ({@link Problem.Invalid}) is rolled back and refused, and a row says so.
     *
     * @return empty if its external id has come before and counted: then only a row is written
     */
    public <T> Optional<T> take(Caller caller, NewIntake wanted, Function<ReceivedIntake, Done<T>> work) {
        var now = Times.now(clock);
        try {
            return Objects.requireNonNull(joined.execute(status -> taken(caller.workspaceId(), wanted, work, now)));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var refusals)) {
                keepFailed(caller.workspaceId(), wanted, new IntakeReason(refusals), now);
            }
            throw e;
        }
    }

    private <T> Optional<T> taken(
            long workspaceId, NewIntake wanted, Function<ReceivedIntake, Done<T>> work, Instant now) {
        if (wanted.externalId() == null) {
            var done = work.apply(ReceivedIntake.first(wanted, now));
            sql.add(workspaceId, wanted, done.outcome(), now, Times.now(clock));
            return Optional.of(done.answer());
        }
        var id = sql.claim(workspaceId, wanted, now);
        if (id.isEmpty()) {
            addDuplicate(workspaceId, wanted, now);
            return Optional.empty();
        }
        var done = work.apply(ReceivedIntake.first(wanted, now));
        sql.finish(workspaceId, id.get(), done.outcome(), Times.now(clock));
        return Optional.of(done.answer());
    }

    /** The work and its row are gone with their transaction; what was sent isn't. */
    private void keepFailed(long workspaceId, NewIntake wanted, IntakeReason why, Instant now) {
        own.executeWithoutResult(
                status -> sql.add(workspaceId, wanted, IntakeOutcome.failed(why), now, Times.now(clock)));
    }

    /**
     * Writes down what is worked on after the answer.
     *
     * @param all the items of one post, which are a row each
     * @return how many of them count; the others came before
     */
    @Transactional
    public int accept(long workspaceId, List<NewIntake> all) {
        var now = Times.now(clock);
        var accepted = 0;
        for (var wanted : all) {
            if (sql.claim(workspaceId, wanted, now).isPresent()) {
                accepted++;
            } else {
                addDuplicate(workspaceId, wanted, now);
            }
        }
        if (accepted > 0) {
            marks.leave(workspaceId);
        }
        return accepted;
    }

    /**
     * Something that came in, of which its source has kept a record already.
     *
     * @param recordId by which its handler finds that again ({@link ReceivedIntake#recordId})
     */
    public record Kept(NewIntake wanted, long recordId) {}

    /**
     * Writes down, by one statement and in the transaction of a verb, what is worked on after the answer.
     *
     * @return the records of those that count; for the others, which came before, no row is written
     */
    public Set<Long> acceptKept(long workspaceId, List<Kept> all) {
        var accepted = kept.add(workspaceId, all, Times.now(clock));
        if (!accepted.isEmpty()) {
            marks.leave(workspaceId);
        }
        return accepted;
    }

    /**
     * The same of what was fetched from before: what is known already leaves no row.
     *
     * @return how many weren't known
     */
    @Transactional
    public int acceptUnknown(long workspaceId, List<NewIntake> all) {
        var now = Times.now(clock);
        var accepted = 0;
        for (var wanted : all) {
            var isFresh = !isKnownTest(workspaceId, wanted)
                    && sql.claim(workspaceId, wanted, now).isPresent();
            accepted += isFresh ? 1 : 0;
        }
        if (accepted > 0) {
            marks.leave(workspaceId);
        }
        return accepted;
    }

    /** A test doesn't count, so another row of it would be written each time. */
    private boolean isKnownTest(long workspaceId, NewIntake wanted) {
        var externalId = wanted.externalId();
        return wanted.isTest()
                && externalId != null
                && sql.isSetAside(
                        workspaceId, new WithdrawnIntake.Sent(wanted.source(), wanted.sourceId(), externalId));
    }

    /**
     * Writes down what is only an announcement: nobody works on it before it is released ({@link HeldIntake}).
     *
     * @return the rows of those that count
     */
    @Transactional
    public List<Long> hold(long workspaceId, List<NewIntake> all) {
        var now = Times.now(clock);
        var held = new ArrayList<Long>();
        for (var wanted : all) {
            sql.claim(workspaceId, wanted, now, true)
                    .ifPresentOrElse(held::add, () -> addDuplicate(workspaceId, wanted, now));
        }
        return held;
    }

    /** Writes down what nobody works on: it is spam, or its source is closed. */
    @Transactional
    public void keep(long workspaceId, NewIntake wanted, IntakeOutcome outcome) {
        var now = Times.now(clock);
        sql.add(workspaceId, wanted, outcome, now, now);
    }

    private void addDuplicate(long workspaceId, NewIntake wanted, Instant now) {
        var leadId = sql.leadOf(workspaceId, wanted).orElse(null);
        sql.add(workspaceId, wanted, IntakeOutcome.duplicate(leadId), now, now);
    }

    /** One page, the newest first. */
    public Page<IntakeEntry> list(Caller caller, IntakeFilter filter, Slice slice) {
        return lists.list(caller.workspaceId(), filter, slice);
    }

    /** A row with everything that came, if it is this workspace's. */
    public IntakeEntry.Whole get(Caller caller, long id) {
        return lists.find(caller.workspaceId(), id).orElseThrow(IntakeLedger::unknown);
    }

    static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("intake.not_found")).exception();
    }
}
