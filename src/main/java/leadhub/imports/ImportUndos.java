package leadhub.imports;

import leadhub.jobs.Jobs.StepResult;
import leadhub.leads.LeadUndos;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Undoes imports, a chunk at a time from the last one back, each with its progress in one transaction. */
@Service
public class ImportUndos {
    private final ImportSql sql;
    private final ImportProgressSql progress;
    private final ImportRowSql rows;
    private final ImportCallers callers;
    private final LeadUndos undos;
    private final ImportRecord record;

    ImportUndos(ImportStatements sql, ImportCallers callers, LeadUndos undos, ImportRecord record) {
        this.sql = sql.imports();
        this.progress = sql.progress();
        this.rows = sql.rows();
        this.callers = callers;
        this.undos = undos;
        this.record = record;
    }

    @Transactional
    public StepResult step(long workspaceId, long id) {
        var one = sql.lock(workspaceId, id)
                .filter(found -> found.state().isUndoing())
                .orElse(null);
        if (one == null) {
            return StepResult.DONE;
        }
        var caller = callers.find(workspaceId, one, progress.undoneBy(workspaceId, id))
                .orElse(null);
        if (caller == null) {
            finish(workspaceId, id, ImportStatus.FAILED, "import.undo_failed");
            return StepResult.DONE;
        }
        var chunk = rows.last(workspaceId, id).orElse(null);
        if (chunk == null) {
            finish(workspaceId, id, ImportStatus.UNDONE, "import.undone");
            return StepResult.DONE;
        }
        var kept = undos.undoChanges(caller, chunk.updated(), chunk.sequences())
                + undos.undoCreations(caller, chunk.created());
        rows.delete(workspaceId, id, chunk.line());
        var counts = one.rows();
        progress.advance(
                workspaceId,
                id,
                new ImportCounts(
                        counts.total(),
                        counts.processed(),
                        counts.created(),
                        counts.updated(),
                        counts.skipped(),
                        counts.failed(),
                        counts.kept() + kept),
                one.reached());
        return StepResult.MORE;
    }

    /** Ends one that kept failing; what wasn't taken back can be tried again. */
    @Transactional
    public void giveUp(long workspaceId, long id) {
        sql.lock(workspaceId, id)
                .filter(one -> one.state().isUndoing())
                .ifPresent(one -> finish(workspaceId, id, ImportStatus.FAILED, "import.undo_failed"));
    }

    private void finish(long workspaceId, long id, ImportStatus status, String action) {
        progress.finish(workspaceId, id, status, record.now());
        record.tell(
                callers.program(workspaceId), action, sql.find(workspaceId, id).orElseThrow());
    }
}
