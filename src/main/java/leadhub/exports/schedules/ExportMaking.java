package leadhub.exports.schedules;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
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
 * <p>Limits: the files of a workspace may be 4 GiB together ({@code leadhub.exports.files}, bytes). They are made one at a time in
 * a process ({@link ExportQueue}); where several processes make some of one workspace, each has the room that none had taken before.
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
    private record Begun(Caller owner, LeadExport export, String key, long room) {}

    /** Makes a file that waits, or that nobody has finished; again where it has got another owner meanwhile. */
    public StepResult make(long workspaceId, long exportId, long id) {
        var begun = tx.execute(status -> begin(workspaceId, exportId, id));
        return begun == null || write(workspaceId, exportId, id, begun) ? StepResult.DONE : StepResult.MORE;
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
        var room = mostBytes - files.bytes(workspaceId);
        if (room <= 0) {
            fail(workspaceId, exportId, id, Reason.ROOM);
            return null;
        }
        var key = ExportFolder.newKey();
        files.begin(id, owner, key, asked.format(), visibility.of(owner) == null);
        return new Begun(owner, asked, key, room);
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

    /** What becomes of a file that was written. */
    private enum End {
        KEPT,
        /** Nobody wants it any more, or somebody else makes it by now. */
        DROPPED,
        /** It has what its former owner sees, and the new one may not. */
        AGAIN
    }

    /** False if it has to be made again. */
    private boolean write(long workspaceId, long exportId, long id, Begun begun) {
        var result = folder.write(
                workspaceId, begun.key(), begun.room(), out -> exports.write(begun.owner(), begun.export(), out));
        var end = Objects.requireNonNull(tx.execute(status -> switch (result) {
            case ExportFolder.Result.There(var written) -> finish(workspaceId, exportId, id, begun, written);
            case ExportFolder.Result.Not(var reason) -> fail(workspaceId, exportId, id, reason);
        }));
        if (end != End.KEPT) {
            folder.delete(workspaceId, begun.key());
        }
        return end != End.AGAIN;
    }

    private End finish(long workspaceId, long exportId, long id, Begun begun, ExportFolder.Written written) {
        var export = schedules.lock(workspaceId, exportId).orElse(null);
        if (export == null) {
            return End.DROPPED;
        }
        var owner = owners.caller(workspaceId, export).orElse(null);
        if (owner == null) {
            lose(workspaceId, export, id);
            return End.DROPPED;
        }
        if (owner.actor().id() != begun.owner().actor().id()) {
            return End.AGAIN;
        }
        var now = Times.now(clock);
        var isReady = files.finish(workspaceId, id, begun.key(), written, now, now.plus(ExportCleaner.KEPT));
        if (isReady) {
            exports.record(begun.owner(), begun.export());
            mails.ready(workspaceId, export);
        }
        return isReady ? End.KEPT : End.DROPPED;
    }

    private void lose(long workspaceId, ScheduledExport export, long id) {
        var program = owners.program(workspaceId);
        files.fail(workspaceId, id, Reason.ACCESS, Times.now(clock));
        if (export.state() != ScheduledExport.State.STOPPED) {
            owners.lost(program, export).ifPresent(reason -> turns.stop(program, export, reason));
        }
    }

    private End fail(long workspaceId, long exportId, long id, Reason reason) {
        if (files.fail(workspaceId, id, reason, Times.now(clock))) {
            schedules.find(workspaceId, exportId).ifPresent(export -> mails.failed(workspaceId, export, reason));
        }
        return End.DROPPED;
    }
}
