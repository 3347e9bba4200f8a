package leadhub.imports;

import java.util.List;
import leadhub.imports.rows.RowOutcome;
import leadhub.imports.rows.RowStatus;

/**
 * How many rows an import has, and what became of them.
 *
 * @param kept what an undo left, as somebody had changed it since
 */
public record ImportCounts(
        long total, long processed, long created, long updated, long skipped, long failed, long kept) {

    static ImportCounts of(long total) {
        return new ImportCounts(total, 0, 0, 0, 0, 0, 0);
    }

    /** With some rows more. */
    ImportCounts plus(List<RowOutcome> rows) {
        return new ImportCounts(
                total,
                processed + rows.size(),
                created + count(rows, RowStatus.CREATED),
                updated + count(rows, RowStatus.UPDATED),
                skipped + count(rows, RowStatus.SKIPPED) + count(rows, RowStatus.HELD),
                failed + count(rows, RowStatus.FAILED),
                kept);
    }

    /** When a held row has become another one. */
    ImportCounts decided(RowStatus status) {
        var made = status == RowStatus.CREATED ? 1 : 0;
        var changed = status == RowStatus.UPDATED ? 1 : 0;
        return new ImportCounts(
                total, processed, created + made, updated + changed, skipped - made - changed, failed, kept);
    }

    private static long count(List<RowOutcome> rows, RowStatus status) {
        return rows.stream().filter(row -> row.status() == status).count();
    }
}
