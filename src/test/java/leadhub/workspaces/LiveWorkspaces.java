package leadhub.workspaces;

import java.time.Clock;
import java.util.List;
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
        super.worked().forEach(id -> last = Math.max(last, id));
    }

    @Override
    protected List<Long> worked() {
        return super.worked().stream().filter(id -> id > last).toList();
    }
}
