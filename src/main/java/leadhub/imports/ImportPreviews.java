package leadhub.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.imports.files.Fault;
import leadhub.imports.files.FileProfile;
import leadhub.imports.files.ImportFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says what an import would do, by doing it but for the writing.
 *
 * <p>Limits: of a file the first 50,000 rows, whose leads are held in memory; of those 100 rows are told, and 200 more that
 * are in error.
 */
@Component
class ImportPreviews {
    static final int MOST_ROWS = 50_000;
    private static final int CHUNK = 1_000;
    private static final int MOST_TOLD = 100;
    private static final int MOST_FAILED = 200;

    private final ImportReaders readers;
    private final ImportPlan plan;

    ImportPreviews(ImportReaders readers, ImportPlan plan) {
        this.readers = readers;
        this.plan = plan;
    }

    Import.Preview of(Caller caller, ImportFile file, ImportOptions options, Map<String, Map<String, String>> mended) {
        var profile = profile(file);
        var ways = new ImportReaders.Ways(profile.dateOrders(options.dateOrder()), profile.decimals());
        var counts = ImportCounts.of(profile.rows());
        var told = new ArrayList<Import.Preview.Row>();
        var failed = 0;
        try (var reader = readers.read(caller, file, options, ways, mended, 0)) {
            var terms = new ImportPlan.Terms(
                    caller.without(options.suppressed()), options, reader, new ImportMemory(), true);
            while (counts.processed() < MOST_ROWS) {
                var rows = reader.next(CHUNK);
                var outcomes = plan.take(terms, rows);
                for (var outcome : outcomes) {
                    var isFailed = outcome.status() == RowStatus.FAILED;
                    if (told.size() - failed < MOST_TOLD && !isFailed || isFailed && failed < MOST_FAILED) {
                        failed += isFailed ? 1 : 0;
                        told.add(row(file.guess().heads(), outcome));
                    }
                }
                counts = counts.plus(outcomes);
                if (rows.size() < CHUNK) {
                    break;
                }
            }
        }
        var isWhole = counts.processed() >= counts.total();
        return new Import.Preview(counts, told, isWhole, warnings(file, profile), ways.dateOrders(), ways.decimals());
    }

    private static FileProfile profile(ImportFile file) {
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
                outcome.row().line(),
                outcome.status(),
                values,
                outcome.faults().stream().map(fault -> error(heads, fault)).toList());
    }

    /** A preview is small, whatever stands in the cells. */
    private static @Nullable String cut(@Nullable String cell) {
        if (cell == null) {
            return null;
        }
        var end = cell.offsetByCodePoints(0, Math.min(500, cell.codePointCount(0, cell.length())));
        return (end == cell.length() ? cell : cell.substring(0, end) + "…").replace('\0', '\ufffd');
    }

    private static Import.Preview.Error error(List<String> heads, Fault fault) {
        var column = fault.column();
        return new Import.Preview.Error(
                column, column > 0 && column <= heads.size() ? heads.get(column - 1) : null, fault.reason());
    }
}
