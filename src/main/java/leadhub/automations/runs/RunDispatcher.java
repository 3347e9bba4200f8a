package leadhub.automations.runs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import leadhub.workspaces.Workspace;
import leadhub.workspaces.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes what is due in a workspace, as far as there is room, and has it run.
 *
 * <p>Limits: 128 runs at once, 32 of a workspace.
 */
@Component
class RunDispatcher {
    private static final Logger log = LoggerFactory.getLogger(RunDispatcher.class);
    private static final int MOST = 128;
    private static final int MOST_OF_WORKSPACE = 32;

    private final RunQueue queue;
    private final RunClaims claims;
    private final Runner runner;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Integer> taken = new HashMap<>();
    /** Workspaces that had more than there was room for. */
    private final Set<Long> waiting = new HashSet<>();

    RunDispatcher(RunQueue queue, RunClaims claims, Runner runner) {
        this.queue = queue;
        this.claims = claims;
        this.runner = runner;
    }

    /** Runs one run as far as it goes at once. */
    @Component
    record Runner(Workspaces workspaces, RunWork work, ScheduleWork schedule) {}

    boolean isIdle() {
        lock.lock();
        try {
            return taken.isEmpty() && runner.schedule().isIdle();
        } finally {
            lock.unlock();
        }
    }

    List<Long> due(int most) {
        return claims.workspaces(most);
    }

    /** Has what is due in a workspace run, as far as there is room. */
    void look(long workspaceId) {
        runner.schedule().look(workspaceId, threads);
        var room = room(workspaceId);
        if (room == 0) {
            return;
        }
        var claimed = claims.claim(workspaceId, room);
        if (claimed.isEmpty()) {
            return;
        }
        var workspace = runner.workspaces().get(workspaceId);
        claimed.forEach(run -> {
            take(workspaceId);
            threads.execute(() -> work(workspace, run));
        });
        if (claimed.size() == room) {
            await(workspaceId);
        }
    }

    /** Without any the workspace is looked at again when there is. */
    private int room(long workspaceId) {
        lock.lock();
        try {
            var all = taken.values().stream().mapToInt(count -> count).sum();
            var room = Math.min(MOST - all, MOST_OF_WORKSPACE - taken.getOrDefault(workspaceId, 0));
            if (room <= 0) {
                waiting.add(workspaceId);
            }
            return Math.max(0, room);
        } finally {
            lock.unlock();
        }
    }

    private void take(long workspaceId) {
        lock.lock();
        try {
            taken.merge(workspaceId, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /** There may be more of it; what was claimed may be over by now. */
    private void await(long workspaceId) {
        lock.lock();
        try {
            waiting.add(workspaceId);
        } finally {
            lock.unlock();
        }
        wakeWaiting();
    }

    private void work(Workspace workspace, ClaimedRun run) {
        try {
            runner.work().run(workspace, run);
        } catch (RuntimeException | Error e) {
            // It is found again when its lease ends.
            log.warn("Run {} couldn't be taken further: {}", run.id(), e.toString());
        } finally {
            lock.lock();
            try {
                taken.computeIfPresent(workspace.id(), (id, count) -> count == 1 ? null : count - 1);
            } finally {
                lock.unlock();
            }
            wakeWaiting();
        }
    }

    /** Those with room for half of what they may have; one claim for each run would cost more than the run. */
    private void wakeWaiting() {
        lock.lock();
        try {
            var all = taken.values().stream().mapToInt(count -> count).sum();
            if (all <= MOST - MOST_OF_WORKSPACE / 2) {
                waiting.removeIf(id -> {
                    var isFree = taken.getOrDefault(id, 0) <= MOST_OF_WORKSPACE / 2;
                    if (isFree) {
                        queue.add(id);
                    }
                    return isFree;
                });
            }
        } finally {
            lock.unlock();
        }
    }
}
