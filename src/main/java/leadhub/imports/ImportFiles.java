package leadhub.imports;

import java.time.Duration;
import java.time.Instant;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps files until their imports are over. A file goes after its row has forgotten it; what a crash leaves without a row is swept.
 *
 * <p>Limits: files of 512 MiB, and of a workspace 2 GiB together ({@code leadhub.imports.files}, bytes); one that isn't
 * started goes after a week.
 */
@Component
class ImportFiles {
    private static final Duration UNSTARTED = Duration.ofDays(7);
    /** Longer than any upload takes. */
    private static final Duration ORPHANED = Duration.ofHours(1);

    private final ImportFileSql sql;
    private final ImportFolder folder;
    private final ImportRecord record;
    private final long mostBytes;

    ImportFiles(
            ImportFileSql sql,
            ImportFolder folder,
            ImportRecord record,
            @Value("${leadhub.imports.files:2147483648}") long mostBytes) {
        this.sql = sql;
        this.folder = folder;
        this.record = record;
        this.mostBytes = mostBytes;
    }

    /** Until the transaction ends, no other file of the workspace is taken. */
    void lock(long workspaceId) {
        sql.lock(workspaceId);
    }

    /** @param size bytes of one more file */
    void requireRoom(long workspaceId, long size) {
        if (size > mostBytes - sql.keptBytes(workspaceId)) {
            throw Problem.invalid("file", Refusal.of("import.room").with("max", mostBytes >> 20))
                    .exception();
        }
    }

    /** Within a transaction: files that nobody needs any more go after it. */
    void forget(long workspaceId) {
        var gone = sql.forget(workspaceId, record.now().minus(UNSTARTED), record.now());
        if (gone.isEmpty()) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                gone.forEach(key -> folder.delete(workspaceId, key));
            }
        });
    }

    void sweep(long workspaceId) {
        // By the disk's clock, which wrote the files' times.
        folder.sweep(
                workspaceId,
                Instant.ofEpochMilli(System.currentTimeMillis()).minus(ORPHANED),
                keys -> sql.needed(workspaceId, keys));
    }
}
