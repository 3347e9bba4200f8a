package leadhub.imports;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.imports.files.ImportFile;
import leadhub.imports.rows.ImportMemory;
import leadhub.imports.rows.ImportPlan;
import leadhub.imports.rows.ImportReader;
import leadhub.imports.rows.RowOutcome;
import leadhub.imports.rows.RowStatus;
import leadhub.imports.rows.SourceRow;
import leadhub.jobs.Jobs.StepResult;
import leadhub.leads.LeadDraft;
import leadhub.leads.LeadDrafts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes imports further, a chunk of rows at a time. What a chunk made and how far the import got are written together or not
 * at all, so whoever takes the next one, after whatever happened, neither leaves a row out nor takes it twice.
 */
@Service
public class ImportSteps {
    /**
     * Rows of a chunk, whose leads stay locked for its duration: so few that to cancel or pause takes no second. Large rows
     * make a smaller one, as {@link ImportReader} has it.
     */
    static final int ROWS = 1_000;

    private final ImportSql sql;
    private final ImportProgressSql progress;
    private final ImportRowSql rowSql;
    private final ImportCallers callers;
    private final ImportSessions sessions;
    private final ImportPlan plan;
    private final LeadDrafts drafts;
    private final ImportFiles files;
    private final ImportRecord record;
    private final TransactionTemplate tx;

    @SuppressWarnings("TooManyParameters") // where all that an import needs comes together
    ImportSteps(
            ImportStatements sql,
            ImportCallers callers,
            ImportSessions sessions,
            ImportPlan plan,
            LeadDrafts drafts,
            ImportFiles files,
            ImportRecord record,
            PlatformTransactionManager transactions) {
        this.sql = sql.imports();
        this.progress = sql.progress();
        this.rowSql = sql.rows();
        this.callers = callers;
        this.sessions = sessions;
        this.plan = plan;
        this.drafts = drafts;
        this.files = files;
        this.record = record;
        this.tx = new TransactionTemplate(transactions);
    }

    /** Takes the next rows, unless it is paused or an earlier import of the workspace isn't over. */
    StepResult step(long workspaceId, long id) {
        var one = sql.find(workspaceId, id).filter(Import::isRunning).orElse(null);
        if (one == null) {
            sessions.drop(workspaceId, id);
            return StepResult.DONE;
        }
        if (one.state().isPaused() || progress.isBehind(workspaceId, id)) {
            return StepResult.WAITING;
        }
        var caller = callers.find(workspaceId, one).orElse(null);
        if (caller == null) {
            giveUp(workspaceId, id);
            return StepResult.DONE;
        }
        return step(caller, one);
    }

    /**
     * The rows are read before anything is held, for that takes long where it is far into a file; the next ones are read
     * while these are written.
     */
    private StepResult step(Caller caller, Import one) {
        var session = take(caller, one);
        if (session == null) {
            return StepResult.WAITING;
        }
        var written = new Written(StepResult.DONE, false);
        try {
            var rows = session.next(ROWS);
            session.readAhead(ROWS);
            written = Objects.requireNonNull(tx.execute(status -> write(caller, one, rows, session)));
            return written.result();
        } finally {
            // A reader is given back only when all that it read is committed.
            if (written.isWritten() && written.result() == StepResult.MORE) {
                sessions.giveBack(caller.workspaceId(), one.id(), session);
            } else {
                session.close();
            }
        }
    }

    /** Null while there is no room for another workbook, or once another process has brought it to its end and the file is gone. */
    private ImportSessions.@Nullable Session take(Caller caller, Import one) {
        try {
            return ImportFile.inJob(() -> sessions.take(caller, one));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Unavailable
                    || e.problem() instanceof Problem.NotFound && isOver(caller, one)) {
                return null;
            }
            throw e;
        } catch (UncheckedIOException e) {
            if (isOver(caller, one)) {
                return null;
            }
            throw e;
        }
    }

    private boolean isOver(Caller caller, Import one) {
        return sql.find(caller.workspaceId(), one.id())
                .filter(Import::isRunning)
                .isEmpty();
    }

    /** What came of rows. @param isWritten false where they weren't wanted any more */
    private record Written(StepResult result, boolean isWritten) {}

    /** Writes rows, unless the import was paused, ended or taken further while they were read. */
    private Written write(Caller caller, Import read, List<SourceRow> rows, ImportSessions.Session session) {
        var workspaceId = caller.workspaceId();
        var one = sql.lock(workspaceId, read.id()).filter(Import::isRunning).orElse(null);
        if (one == null) {
            return new Written(StepResult.DONE, false);
        }
        if (one.state().isPaused() || one.reached() != read.reached()) {
            return new Written(one.state().isPaused() ? StepResult.WAITING : StepResult.MORE, false);
        }
        if (!rows.isEmpty()) {
            write(caller, one, session, rows);
        }
        if (session.isAtEnd()) {
            finish(workspaceId, sql.find(workspaceId, one.id()).orElseThrow(), ImportStatus.COMPLETED);
            return new Written(StepResult.DONE, true);
        }
        return new Written(StepResult.MORE, true);
    }

    private void write(Caller caller, Import one, ImportSessions.Session session, List<SourceRow> rows) {
        var terms = new ImportPlan.Terms(caller, one.options(), session.reader().leads(), new ImportMemory(), false);
        var outcomes = plan.take(terms, rows);
        var changed = new LinkedHashSet<LeadDraft>();
        var left = new ArrayList<RowOutcome>();
        for (var outcome : outcomes) {
            if (outcome.draft() != null) {
                changed.add(outcome.draft());
            }
            if (outcome.status() == RowStatus.FAILED || outcome.status() == RowStatus.HELD) {
                left.add(outcome);
            }
        }
        drafts.write(caller, changed);
        var line = rows.getLast().line();
        if (!changed.isEmpty()) {
            rowSql.insert(caller.workspaceId(), one.id(), ImportRowSql.Chunk.of(line, List.copyOf(changed)));
        }
        if (!left.isEmpty()) {
            rowSql.insertLeft(caller.workspaceId(), one.id(), left);
        }
        progress.advance(caller.workspaceId(), one.id(), one.rows().plus(outcomes), line);
    }

    /** Ends one that kept failing; what is in stays, and can be undone. */
    void giveUp(long workspaceId, long id) {
        tx.executeWithoutResult(status -> sql.lock(workspaceId, id)
                .filter(Import::isRunning)
                .ifPresent(one -> finish(workspaceId, one, ImportStatus.FAILED)));
    }

    private void finish(long workspaceId, Import one, ImportStatus status) {
        progress.finish(workspaceId, one.id(), status, record.now());
        files.forget(workspaceId);
        record.tell(
                callers.program(workspaceId),
                status == ImportStatus.COMPLETED ? "import.completed" : "import.failed",
                sql.find(workspaceId, one.id()).orElseThrow());
    }
}
