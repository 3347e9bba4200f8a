package leadhub.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import leadhub.base.Caller;
import leadhub.base.FairShares;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.imports.files.FileProfile;
import leadhub.imports.files.ImportFile;
import leadhub.imports.rows.ImportMemory;
import leadhub.imports.rows.ImportOptions;
import leadhub.imports.rows.ImportPlan;
import leadhub.imports.rows.ImportReaders;
import leadhub.imports.rows.RowOutcome;
import leadhub.imports.rows.RowStatus;
import leadhub.imports.rows.SourceRow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says what an import would do, by doing it but for the writing.
 *
 * <p>Limits: of a file the first 50,000 rows, whose leads are held in memory, and no more behind 32 Mi characters of leads;
 * of those 100 rows are told, and 200 more that are in error, 1 Mi characters of JSON together. Two files at a time in a
 * process, one of a workspace; the others wait for 30 seconds.
 */
@Component
class ImportPreviews {
    static final int MOST_ROWS = 50_000;
    private static final int CHUNK = 1_000;
    private static final int MOST_TOLD = 100;
    private static final int MOST_FAILED = 200;
    private static final int MOST_TOLD_CHARACTERS = 1 << 20;
    private static final long MOST_CHARACTERS = 32 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ImportReaders readers;
    private final ImportPlan plan;
    private final TransactionTemplate looking;
    private final FairShares places = new FairShares(2, 1);

    ImportPreviews(ImportReaders readers, ImportPlan plan, PlatformTransactionManager transactions) {
        this.readers = readers;
        this.plan = plan;
        this.looking = new TransactionTemplate(transactions);
        this.looking.setReadOnly(true);
    }

    /** Does something that reads a whole file, when there is room for it. */
    <T> T inTurn(Caller caller, Supplier<T> work) {
        try {
            if (!places.acquire(caller.workspaceId(), 1, PATIENCE)) {
                throw new Problem.Unavailable(PATIENCE).exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable(PATIENCE).exception();
        }
        try {
            return work.get();
        } finally {
            places.release(caller.workspaceId(), 1);
        }
    }

    Import.Preview of(
            Caller caller,
            ImportFile file,
            FileProfile profile,
            ImportOptions options,
            Map<String, Map<String, String>> mended) {
        var ways = new ImportReaders.Ways(profile.dateOrders(options.dateOrder()), profile.decimals());
        var counts = ImportCounts.of(profile.rows());
        var told = new Told(file.guess().heads());
        var isWhole = false;
        try (var reader = readers.read(caller, file, options, ways, mended, 0)) {
            var terms = new ImportPlan.Terms(
                    caller.without(options.suppressed()), options, reader.leads(), new ImportMemory(), true);
            while (!isWhole && counts.processed() < MOST_ROWS && terms.memory().size() < MOST_CHARACTERS) {
                var outcomes = take(terms, reader.next(CHUNK));
                outcomes.forEach(told::add);
                counts = counts.plus(outcomes);
                isWhole = reader.isAtEnd() || counts.processed() >= counts.total();
            }
        }
        return new Import.Preview(
                counts, told.rows, isWhole, warnings(file, profile), ways.dateOrders(), ways.decimals());
    }

    /** In one transaction, for what all rows ask is asked once in it. */
    private List<RowOutcome> take(ImportPlan.Terms terms, List<SourceRow> rows) {
        return Objects.requireNonNull(looking.execute(status -> plan.take(terms, rows)));
    }

    /** The rows that are told, as far as there is room. */
    private static final class Told {
        private final List<String> heads;
        private final List<Import.Preview.Row> rows = new ArrayList<>();
        private int failed;
        private int size;

        private Told(List<String> heads) {
            this.heads = heads;
        }

        void add(RowOutcome outcome) {
            var isFailed = outcome.status() == RowStatus.FAILED;
            if (size >= MOST_TOLD_CHARACTERS
                    || isFailed && failed >= MOST_FAILED
                    || !isFailed && rows.size() - failed >= MOST_TOLD) {
                return;
            }
            var row = row(heads, outcome);
            size += Json.write(row).length();
            if (size < MOST_TOLD_CHARACTERS) {
                failed += isFailed ? 1 : 0;
                rows.add(row);
            }
        }
    }

    /** Reads all of a file. */
    FileProfile profile(ImportFile file) {
        try {
            return file.profile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Import.Preview.Warning> warnings(ImportFile file, FileProfile profile) {
        var warnings = new ArrayList<Import.Preview.Warning>();
        profile.warnings()
                .forEach(one -> warnings.add(new Import.Preview.Warning(one.line(), one.column(), null, one.reason())));
        for (var head : file.guess().heads()) {
            var column = profile.columns().get(head);
            if (column == null) {
                continue;
            }
            column.warnings()
                    .forEach(one ->
                            warnings.add(new Import.Preview.Warning(one.line(), one.column(), head, one.reason())));
        }
        return warnings;
    }

    private static Import.Preview.Row row(List<String> heads, RowOutcome outcome) {
        var values = new LinkedHashMap<String, @Nullable String>();
        var cells = outcome.row().sent().cells();
        for (var place = 0; place < Math.min(heads.size(), cells.size()); place++) {
            values.put(heads.get(place), cut(cells.get(place)));
        }
        return new Import.Preview.Row(
                outcome.row().line(), outcome.status(), values, Import.Preview.Error.of(heads, outcome.faults()));
    }

    /** A preview is small, whatever stands in the cells. */
    private static @Nullable String cut(@Nullable String cell) {
        if (cell == null) {
            return null;
        }
        var end = cell.offsetByCodePoints(0, Math.min(500, cell.codePointCount(0, cell.length())));
        return (end == cell.length() ? cell : cell.substring(0, end) + "…").replace('\0', '\ufffd');
    }
}
