package leadhub.exports.schedules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.exports.schedules.ScheduledExport.Reason;
import leadhub.jobs.JobQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Begins files at their time, and stops exports whose owner may not have them made any more. Each turn has a job, which leaves
 * the next one's in its own transaction; one that was missed, for the server was down, is made up for once.
 */
@Service
public class ExportTurns {
    private final ExportScheduleSql sql;
    private final ExportFileSql files;
    private final ExportFolder folder;
    private final ExportOwners owners;
    private final ExportMails mails;
    private final JobQueue jobs;
    private final Audit audit;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters") // a turn takes all of this
    ExportTurns(
            ExportScheduleSql sql,
            ExportFileSql files,
            ExportFolder folder,
            ExportOwners owners,
            ExportMails mails,
            JobQueue jobs,
            Audit audit,
            Clock clock) {
        this.sql = sql;
        this.files = files;
        this.folder = folder;
        this.owners = owners;
        this.mails = mails;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    /** Within a transaction: somebody looks at that export then. */
    void add(long workspaceId, long id, Instant at) {
        var ahead = Duration.between(Times.now(clock), at);
        jobs.add(ExportJobs.TURN, ExportJobs.turn(workspaceId, id, at), ahead.isNegative() ? Duration.ZERO : ahead);
    }

    /** Within a transaction that holds the export: a file waits to be made; empty where another one isn't finished. */
    Optional<Long> begin(long workspaceId, ScheduledExport export) {
        var file = files.insert(workspaceId, export, Times.now(clock));
        file.ifPresent(id -> make(workspaceId, export.id(), id));
        return file;
    }

    private void make(long workspaceId, long exportId, long id) {
        jobs.add(ExportJobs.FILE, ExportJobs.file(workspaceId, exportId, id), Duration.ZERO);
    }

    /** It is time for a file, if that is still so. */
    @Transactional
    public void turn(long workspaceId, long id, Instant at) {
        var export = sql.lock(workspaceId, id).orElse(null);
        if (export == null || !at.equals(export.nextAt())) {
            return;
        }
        var program = owners.program(workspaceId);
        var lost = owners.lost(program, export).orElse(null);
        if (lost != null) {
            stop(program, export, lost);
            return;
        }
        var zone = program.region().zone();
        var timing = export.wish().timing();
        // The workspace may have moved since.
        if (timing.next(at.minusSeconds(1), zone).equals(at)) {
            begin(workspaceId, export);
        }
        var nextAt = timing.next(Times.now(clock), zone);
        sql.setNext(workspaceId, id, nextAt);
        add(workspaceId, id, nextAt);
    }

    /** Stops those whose owner may not have them made any more. @param userId whose; null for everybody's */
    @Transactional
    public void check(long workspaceId, @Nullable Long userId) {
        var program = owners.program(workspaceId);
        for (var one : sql.going(workspaceId, userId)) {
            owners.lost(program, one)
                    .ifPresent(reason -> sql.lock(workspaceId, one.id())
                            .filter(now -> now.state() != ScheduledExport.State.STOPPED)
                            .ifPresent(now -> stop(program, now, reason)));
        }
    }

    /** Each that is active has a job, and each file that isn't finished, also where a job was lost. */
    @Transactional
    public void wake(long workspaceId) {
        for (var one : sql.going(workspaceId, null)) {
            var nextAt = one.nextAt();
            if (nextAt != null) {
                add(workspaceId, one.id(), nextAt);
            }
        }
        files.unfinished(workspaceId).forEach(file -> make(workspaceId, file.exportId(), file.id()));
    }

    /** Within a transaction that holds the export. */
    void stop(Caller program, ScheduledExport export, Reason reason) {
        sql.stop(program.workspaceId(), export.id(), reason, Times.now(clock));
        mails.stopped(program.workspaceId(), export, reason);
        audit.record(program, "export.stopped", export.id(), null, reason);
    }

    /** Within a transaction: the files of an export go. */
    void forget(long workspaceId, long id) {
        gone(workspaceId, files.deleteOf(workspaceId, id));
    }

    /** Files whose time is over go, and what ended long ago is forgotten. */
    @Transactional
    public void expire(long workspaceId, Duration remembered) {
        var now = Times.now(clock);
        gone(workspaceId, files.expire(workspaceId, now));
        files.forget(workspaceId, now.minus(remembered));
    }

    private void gone(long workspaceId, List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                keys.forEach(key -> folder.delete(workspaceId, key));
            }
        });
    }
}
