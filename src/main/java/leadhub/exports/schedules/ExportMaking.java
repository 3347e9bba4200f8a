package leadhub.exports.schedules;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.exports.ExportColumns;
import leadhub.exports.LeadExport;
import leadhub.exports.LeadExports;
import leadhub.exports.schedules.ExportFile.Reason;
import leadhub.jobs.Jobs.StepResult;
import leadhub.leads.Visibility;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.pages.LeadQuery;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes files. A file is begun in one transaction, written in none of ours and ready in another one, which believes only who
 * began it last: whoever makes it anew after a crash writes another file, and the first one is left to the cleaner.
 *
 * <p>Limits: one at a time in a process, for a large one keeps one of its few threads for jobs busy for minutes; the files of a workspace may be 4 GiB together ({@code leadhub.exports.files}, bytes).
 */
@Service
public class ExportMaking {
    private final ExportScheduleSql schedules;
    private final ExportFileSql files;
    private final ExportFolder folder;
    private final ExportOwners owners;
    private final ExportTurns turns;
    private final ExportMails mails;
    private final LeadExports exports;
    private final LeadQuery queries;
    private final Visibility visibility;
    private final Clock clock;
    private final TransactionTemplate tx;
    private final long mostBytes;
    private final Semaphore turn = new Semaphore(1);

    @SuppressWarnings("TooManyParameters") // a file takes all of this
    ExportMaking(
            ExportScheduleSql schedules,
            ExportFileSql files,
            ExportFolder folder,
            ExportOwners owners,
            ExportTurns turns,
            ExportMails mails,
            LeadExports exports,
            LeadQuery queries,
            Visibility visibility,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${leadhub.exports.files:4294967296}") long mostBytes) {
        this.schedules = schedules;
        this.files = files;
        this.folder = folder;
        this.owners = owners;
        this.turns = turns;
        this.mails = mails;
        this.exports = exports;
        this.queries = queries;
        this.visibility = visibility;
        this.clock = clock;
        this.tx = new TransactionTemplate(transactions);
        this.mostBytes = mostBytes;
    }

    /** A file that is begun. */
    private record Begun(Caller owner, LeadExport export, String key) {}

    /** Makes a file that waits, or that nobody has finished; waits while other exports are made. */
    public StepResult make(long workspaceId, long exportId, long id) {
        if (!turn.tryAcquire()) {
            return StepResult.WAITING;
        }
        try {
            return makeInTurn(workspaceId, exportId, id);
        } finally {
            turn.release();
        }
    }

    private StepResult makeInTurn(long workspaceId, long exportId, long id) {
        var place = exports.freePlace(workspaceId).orElse(null);
        if (place == null) {
            return StepResult.WAITING;
        }
        try (place) {
            var begun = tx.execute(status -> begin(workspaceId, exportId, id));
            if (begun != null) {
                write(workspaceId, exportId, id, begun);
            }
        }
        return StepResult.DONE;
    }

    /** It kept failing. */
    public void giveUp(long workspaceId, long exportId, long id) {
        tx.executeWithoutResult(status -> fail(workspaceId, exportId, id, Reason.FAILED));
    }

    private @Nullable Begun begin(long workspaceId, long exportId, long id) {
        var export = schedules.lock(workspaceId, exportId).orElse(null);
        if (export == null || files.lockUnfinished(workspaceId, id).isEmpty()) {
            return null;
        }
        var owner = owners.caller(workspaceId, export).orElse(null);
        if (owner == null) {
            lose(workspaceId, export, id);
            return null;
        }
        var asked = asked(owner, export.wish().terms()).orElse(null);
        if (asked == null) {
            fail(workspaceId, exportId, id, Reason.FILTER);
            return null;
        }
        if (files.bytes(workspaceId) >= mostBytes) {
            fail(workspaceId, exportId, id, Reason.ROOM);
            return null;
        }
        var key = ExportFolder.newKey();
        files.begin(id, owner, key, asked.format(), visibility.of(owner) == null);
        exports.record(owner, asked);
        return new Begun(owner, asked, key);
    }

    /** Empty if it asks about something that is gone. */
    private Optional<LeadExport> asked(Caller owner, ExportTerms terms) {
        var query = new QueryInput(new Query(terms.query()));
        var filter = queries.read(owner, owner.region().zone(), query);
        var sort = query.choice("sort", LeadSort.class, LeadSort.CREATED_AT);
        var direction = query.choice("direction", LeadSort.Direction.class, LeadSort.Direction.DESC);
        var known = ExportColumns.all();
        var columns = terms.columns().stream().filter(known::contains).toList();
        var list = new LeadList(filter, sort, direction, new Slice(0, 1));
        return query.errors().any()
                ? Optional.empty()
                : Optional.of(new LeadExport(
                        terms.format(), columns, terms.hasMark(), terms.delimiter(), list, terms.query()));
    }

    private void write(long workspaceId, long exportId, long id, Begun begun) {
        var result = folder.write(workspaceId, begun.key(), out -> exports.write(begun.owner(), begun.export(), out));
        var isKept = switch (result) {
            case ExportFolder.Result.There(var written) ->
                Objects.requireNonNull(tx.execute(status -> finish(workspaceId, exportId, id, begun, written)));
            case ExportFolder.Result.Not(var reason) ->
                Objects.requireNonNull(tx.execute(status -> fail(workspaceId, exportId, id, reason)));
        };
        if (!isKept) {
            folder.delete(workspaceId, begun.key());
        }
    }

    /** Whether it is kept: not if its owner has lost the right meanwhile, and not if somebody else makes it by now. */
    private boolean finish(long workspaceId, long exportId, long id, Begun begun, ExportFolder.Written written) {
        var export = schedules.lock(workspaceId, exportId).orElse(null);
        if (export == null) {
            return false;
        }
        var owner = owners.caller(workspaceId, export).orElse(null);
        if (owner == null) {
            lose(workspaceId, export, id);
            return false;
        }
        var now = Times.now(clock);
        var isReady = files.finish(workspaceId, id, begun.key(), written, now, now.plus(ExportCleaner.KEPT));
        if (isReady) {
            mails.ready(workspaceId, export);
        }
        return isReady;
    }

    private void lose(long workspaceId, ScheduledExport export, long id) {
        var program = owners.program(workspaceId);
        files.fail(workspaceId, id, Reason.ACCESS, Times.now(clock));
        if (export.state() != ScheduledExport.State.STOPPED) {
            owners.lost(program, export).ifPresent(reason -> turns.stop(program, export, reason));
        }
    }

    /** Never keeps a file. */
    private boolean fail(long workspaceId, long exportId, long id, Reason reason) {
        if (files.fail(workspaceId, id, reason, Times.now(clock))) {
            schedules.find(workspaceId, exportId).ifPresent(export -> mails.failed(workspaceId, export, reason));
        }
        return false;
    }
}
