package leadhub.leads.folding;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import leadhub.workspaces.NewWorkspaceListener;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far {@link LeadRefolding} is in each workspace. */
@Component
public class FoldingProgress implements NewWorkspaceListener {
    private final FoldingProgressSql sql;
    private final Remembered<Boolean> pending;

    FoldingProgress(FoldingProgressSql sql, Signals signals) {
        this.sql = sql;
        this.pending = new Remembered<>(
                signals, "folded-leads", workspaceId -> !of(workspaceId).isDone());
    }

    /** Whether leads may still be folded by other rules; costs no statement. */
    public boolean isPending(long workspaceId) {
        return pending.get(workspaceId);
    }

    @Override
    public void created(Caller caller) {
        sql.done(caller.workspaceId());
    }

    FoldingProgressSql.Progress of(long workspaceId) {
        return sql.find(workspaceId);
    }

    /** Starts over where other rules were in force; returns all workspaces that aren't done. */
    List<Long> begin() {
        return sql.begin();
    }

    /** Moves on from one lead to the next; null ends it. */
    void advance(long workspaceId, long from, @Nullable Long to) {
        if (!sql.advance(workspaceId, from, to)) {
            throw new IllegalStateException("Another process folds the leads of workspace " + workspaceId + ".");
        }
        pending.changed(workspaceId);
    }
}
