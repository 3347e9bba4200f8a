package leadhub.duplicates;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import leadhub.base.Folding;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks through leads for pairs, some thousands at a time: all of them once, then those that have changed. */
@Service
public class DuplicateScan {
    /** So many leads are looked at in a step, which is a transaction. */
    private static final int LEADS = 2_000;

    private final ScanSql sql;
    private final PairSql pairSql;
    private final JobQueue jobs;
    private final Folding folding;
    private final Clock clock;

    DuplicateScan(ScanSql sql, PairSql pairSql, JobQueue jobs, Folding folding, Clock clock) {
        this.sql = sql;
        this.pairSql = pairSql;
        this.jobs = jobs;
        this.folding = folding;
        this.clock = clock;
    }

    /** Has a workspace's leads looked through in the background. */
    @Transactional
    public void wake(long workspaceId) {
        jobs.add(DuplicateJobs.SCAN, Long.toString(workspaceId), Duration.ZERO);
    }

    /** The same for a workspace whose duplicates somebody has asked for. */
    void wakeAgain(long workspaceId) {
        if (sql.isBegun(workspaceId)) {
            wake(workspaceId);
        }
    }

    /** Takes the next step; {@code WAITING} while somebody else takes one. */
    @Transactional
    public Jobs.StepResult step(long workspaceId) {
        sql.begin(workspaceId);
        var progress = sql.take(workspaceId);
        if (progress.isEmpty()) {
            return Jobs.StepResult.WAITING;
        }
        var reached = progress.get().reached();
        return reached == null ? catchUp(workspaceId, progress.get().moment()) : goOn(workspaceId, reached);
    }

    private Jobs.StepResult goOn(long workspaceId, long reached) {
        var people = sql.after(workspaceId, reached, LEADS);
        look(workspaceId, people.stream().mapToLong(Person::id).toArray(), people);
        var isOver = people.size() < LEADS;
        sql.reached(workspaceId, isOver ? null : (Long) people.getLast().id());
        // What has changed meanwhile comes next.
        return Jobs.StepResult.MORE;
    }

    private Jobs.StepResult catchUp(long workspaceId, String moment) {
        var changed = sql.changedSince(workspaceId, moment);
        if (changed.isTooMany()) {
            sql.startOver(workspaceId);
            return Jobs.StepResult.MORE;
        }
        if (!changed.leadIds().isEmpty()) {
            var ids = changed.leadIds().stream().mapToLong(id -> id).sorted().toArray();
            look(workspaceId, ids, sql.find(workspaceId, ids));
            sql.moment(workspaceId, changed.moment());
        }
        return Jobs.StepResult.DONE;
    }

    /** @param changed those of the leads that are there */
    private void look(long workspaceId, long[] changedIds, List<Person> changed) {
        if (changedIds.length == 0) {
            return;
        }
        var heirs = array(pairSql.heirs(workspaceId, changedIds));
        var ids = LongStream.concat(Arrays.stream(changedIds), Arrays.stream(heirs))
                .toArray();
        var people = new ArrayList<>(changed);
        if (heirs.length > 0) {
            people.addAll(sql.find(workspaceId, heirs));
        }
        var known = new HashMap<Long, Likeness>();
        people.forEach(person -> known.put(person.id(), Likeness.of(folding, person)));
        var leadIds = new ArrayList<Long>();
        var keys = new ArrayList<Long>();
        known.values()
                .forEach(one -> DuplicateKeys.of(one).forEach(key -> {
                    leadIds.add(one.person().id());
                    keys.add(key);
                }));
        pairSql.write(workspaceId, ids, array(leadIds), array(keys));
        var pairs = pairSql.alike(workspaceId, ids);
        addOthers(workspaceId, pairs, known);
        pairSql.write(workspaceId, ids, found(pairs, known), Times.now(clock));
    }

    private void addOthers(long workspaceId, List<PairSql.Pair> pairs, Map<Long, Likeness> known) {
        var others = pairs.stream()
                .flatMap(pair -> java.util.stream.Stream.of(pair.one(), pair.other()))
                .filter(id -> !known.containsKey(id))
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            sql.find(workspaceId, array(others))
                    .forEach(person -> known.put(person.id(), Likeness.of(folding, person)));
        }
    }

    private static List<PairSql.Found> found(List<PairSql.Pair> pairs, Map<Long, Likeness> known) {
        var found = new ArrayList<PairSql.Found>();
        for (var pair : pairs) {
            var one = known.get(pair.one());
            var other = known.get(pair.other());
            if (one != null && other != null) {
                var comparison = Comparison.of(one, other);
                // A family or a company with one telephone isn't worth a look at each of its members.
                if (comparison.score() >= (pair.isOfMany() ? Comparison.LIKELY : Comparison.LEAST)) {
                    found.add(new PairSql.Found(pair, comparison));
                }
            }
        }
        return found;
    }

    private static long[] array(List<Long> ids) {
        return ids.stream().mapToLong(id -> id).toArray();
    }
}
