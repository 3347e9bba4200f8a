package leadhub.automations.runs;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import leadhub.base.database.RetryOnConflict;
import leadhub.workspaces.Workspace;
import leadhub.workspaces.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Goes through what time has brought about in a workspace.
 *
 * <p>Limits: 50 leads at a time, two workspaces at once; the others wait for their turn.
 */
@Component
class ScheduleWork {
    private static final Logger log = LoggerFactory.getLogger(ScheduleWork.class);
    private static final int MOST = 50;
    private static final int MOST_WORKSPACES = 2;

    private final ScheduleTurns turns;
    private final Schedule schedule;
    private final Workspaces workspaces;
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private final Semaphore room = new Semaphore(MOST_WORKSPACES, true);

    ScheduleWork(ScheduleTurns turns, Schedule schedule, Workspaces workspaces) {
        this.turns = turns;
        this.schedule = schedule;
        this.workspaces = workspaces;
    }

    /** Has it done by another thread, unless one is at it. */
    void look(long workspaceId, Executor threads) {
        if (schedule.isUsed(workspaceId) && busy.add(workspaceId)) {
            threads.execute(() -> {
                try {
                    takeAll(workspaceId);
                } catch (RuntimeException e) {
                    // It is found again before long.
                    log.warn("What is due in workspace {} couldn't be started: {}", workspaceId, e.toString());
                } finally {
                    busy.remove(workspaceId);
                }
            });
        }
    }

    boolean isIdle() {
        return busy.isEmpty();
    }

    /** What is due now. */
    void takeAll(long workspaceId) {
        while (take(workspaceId) == MOST) {
            // The next ones are taken behind other workspaces.
        }
    }

    private int take(long workspaceId) {
        room.acquireUninterruptibly();
        try {
            var due = turns.due(workspaceId, MOST);
            if (!due.isEmpty()) {
                var workspace = workspaces.get(workspaceId);
                return (int)
                        due.stream().filter(entry -> take(workspace, entry)).count();
            }
            return 0;
        } finally {
            room.release();
        }
    }

    /** False for one that fails, which holds up none of those behind it. */
    private boolean take(Workspace workspace, ScheduleSql.Entry entry) {
        try {
            return RetryOnConflict.run(() -> {
                turns.take(workspace, entry);
                return true;
            });
        } catch (RuntimeException e) {
            log.error("What is due of automation {} couldn't be started.", entry.automationId(), e);
            return false;
        }
    }
}
