package leadhub.workspaces;

import java.time.Clock;
import java.util.function.LongConsumer;
import leadhub.audit.Audit;
import leadhub.base.database.Signals;

/**
 * Leaves the workspaces of tests that are over alone: a server of tests has hundreds, and every hour that a test lets pass
 * would have all of them swept before anything that the test waits for.
 */
public class LiveWorkspaces extends Workspaces {
    private static volatile long last;

    LiveWorkspaces(WorkspaceSql sql, Audit audit, Signals signals, Clock clock, Listeners listeners) {
        super(sql, audit, signals, clock, listeners);
    }

    /** The tests that made the workspaces so far are over. */
    public void leaveAlone() {
        all().forEach(one -> last = Math.max(last, one.id()));
    }

    @Override
    public void each(LongConsumer work) {
        super.each(id -> {
            if (id > last) {
                work.accept(id);
            }
        });
    }
}
