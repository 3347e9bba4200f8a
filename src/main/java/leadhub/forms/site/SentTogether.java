package leadhub.forms.site;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.database.RetryOnConflict;
import leadhub.forms.files.SentFile;
import leadhub.forms.submissions.FormIntake;
import leadhub.forms.submissions.SentForm;
import leadhub.forms.submissions.Submission;
import leadhub.forms.submissions.SubmittedTogether;
import leadhub.intake.NewIntake;
import leadhub.site.SiteCall;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Has visitors who send something at the same time share a transaction, for most of what one costs is its end. Who is alone in a workspace
 * has their lead before they are answered; of those who come meanwhile, the first keeps what all have sent, and their leads are made right
 * after.
 *
 * <p>Limits: 100 submissions and about 2 MB together.
 */
@Component
class SentTogether {
    private static final int MOST = 100;
    private static final int MOST_BYTES = 2_000_000;

    private final FormIntake intake;
    private final SubmittedTogether submitted;
    private final Set<Long> alone = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean isLed;

    SentTogether(FormIntake intake, SubmittedTogether submitted) {
        this.intake = intake;
        this.submitted = submitted;
    }

    /** One who waits, until there is an answer or they lead. */
    private static final class Waiting {
        final long workspaceId;
        final SubmittedTogether.One one;
        final Condition changed;
        boolean leads;
        boolean isOver;
        Optional<Submission> answer = Optional.empty();

        @Nullable
        RuntimeException failure;

        Waiting(long workspaceId, SubmittedTogether.One one, Condition changed) {
            this.workspaceId = workspaceId;
            this.one = one;
            this.changed = changed;
        }
    }

    /** Takes what was sent. */
    Submission take(FormHosts.Found found, SiteCall call, SentForm sent, NewIntake received) {
        var workspaceId = found.sender().workspaceId();
        if (alone.add(workspaceId)) {
            try {
                return takeAlone(found, call, sent, received);
            } finally {
                alone.remove(workspaceId);
            }
        }
        return submitted
                .look(found.sender(), found.form(), sent, received)
                .flatMap(one -> with(call, workspaceId, one))
                .orElseGet(() -> takeAlone(found, call, sent, received));
    }

    /** Takes it with all that comes of it. What is attached is put where it lies first, while nobody waits for a turn. */
    Submission takeAlone(FormHosts.Found found, SiteCall call, SentForm sent, NewIntake received) {
        var sender = found.sender();
        var form = found.form();
        return RetryOnConflict.run(() -> {
            var files = sent.files().isEmpty()
                    ? Map.<String, SentFile>of()
                    : call.inTurn(() -> intake.filesToKeep(sender, form, sent));
            try (var staged = intake.stage(sender.workspaceId(), files)) {
                return call.inTurn(() -> intake.take(sender, form, sent, received, staged));
            }
        });
    }

    /** Empty for one that has to go alone after all. */
    private Optional<Submission> with(SiteCall call, long workspaceId, SubmittedTogether.One one) {
        var mine = enter(workspaceId, one);
        if (mine.leads) {
            lead(call);
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return mine.answer;
    }

    private Waiting enter(long workspaceId, SubmittedTogether.One one) {
        lock.lock();
        try {
            var mine = new Waiting(workspaceId, one, lock.newCondition());
            waiting.add(mine);
            mine.leads = !isLed;
            isLed = true;
            while (!mine.leads && !mine.isOver) {
                mine.changed.awaitUninterruptibly();
            }
            return mine;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever leads stands first, and goes with all behind them who wait for the same workspace. */
    private void lead(SiteCall call) {
        var all = new ArrayList<Waiting>();
        try {
            call.inTurn(() -> {
                // As late as possible: more have come while this one waited for a turn.
                all.addAll(gather());
                keep(all);
                return true;
            });
        } catch (RuntimeException e) {
            if (all.isEmpty()) {
                // There was no turn in time: nobody else need wait as long for one.
                all.addAll(gather());
            }
            all.forEach(one -> one.failure = e);
        } finally {
            handOn(all);
        }
    }

    private List<Waiting> gather() {
        lock.lock();
        try {
            var all = new ArrayList<Waiting>();
            var bytes = 0;
            var workspaceId = waiting.getFirst().workspaceId;
            while (!waiting.isEmpty()
                    && waiting.getFirst().workspaceId == workspaceId
                    && all.size() < MOST
                    && (all.isEmpty() || bytes + waiting.getFirst().one.size() <= MOST_BYTES)) {
                bytes += waiting.getFirst().one.size();
                all.add(waiting.removeFirst());
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void keep(List<Waiting> all) {
        try {
            var answers = submitted.keep(
                    all.getFirst().workspaceId, all.stream().map(one -> one.one).toList());
            for (var place = 0; place < all.size(); place++) {
                all.get(place).answer = answers.get(place);
            }
        } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
            // Each goes alone, and is told what is wrong with it.
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Conflict)) {
                throw e;
            }
        }
    }

    private void handOn(List<Waiting> all) {
        lock.lock();
        try {
            all.forEach(one -> {
                one.isOver = true;
                one.changed.signal();
            });
            var next = waiting.peekFirst();
            isLed = next != null;
            if (next != null) {
                next.leads = true;
                next.changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }
}
