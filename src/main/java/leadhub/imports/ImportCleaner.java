package leadhub.imports;

import leadhub.imports.ImportRetentionSql.Kept;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Has files, refused rows and what an undo would need go when their time is over; rows by portions, each in its own time. */
@Service
public class ImportCleaner {
    private static final int ROWS = 10_000;
    private static final int CHUNKS = 1_000;

    private final ImportRetentionSql sql;
    private final ImportFiles files;
    private final ImportRecord record;
    private final TransactionTemplate tx;

    ImportCleaner(
            ImportRetentionSql sql, ImportFiles files, ImportRecord record, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.files = files;
        this.record = record;
        this.tx = new TransactionTemplate(transactions);
    }

    /** In one workspace. */
    public void clean(long workspaceId) {
        tx.executeWithoutResult(status -> files.forget(workspaceId));
        files.sweep(workspaceId);
        var before = record.now().minus(Imports.UNDONE);
        sql.forgetPreviews(workspaceId, before);
        while (sql.forget(workspaceId, Kept.ROWS, before, ROWS) == ROWS) {}
        while (sql.forget(workspaceId, Kept.CHUNKS, before, CHUNKS) == CHUNKS) {}
    }
}
