package leadhub.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import leadhub.api.RefusalWords;
import leadhub.base.Caller;
import leadhub.imports.Import;
import leadhub.imports.ImportCounts;
import leadhub.imports.ImportRuns;
import leadhub.imports.ImportStatus;
import leadhub.imports.Imports;
import leadhub.imports.RefusedRows;
import leadhub.imports.api.ImportOptionsReader;
import leadhub.imports.api.ReasonWords;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports a file of leads. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Imports leads from a file: CSV, .xlsx or JSON Lines. Goes on in the server if it is ended.",
        footer = {
            "",
            "Examples:",
            "  bin/leadhub import leads.csv --workspace acme --dry-run     what would happen",
            "  bin/leadhub import leads.csv --workspace acme --errors refused.csv",
            "  bin/leadhub import leads.xlsx --workspace acme --options '{\"duplicates\": \"update\"}'"
        })
final class ImportCommand implements Callable<Integer> {
    private final Console console;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Parameters(paramLabel = "<file>", description = "The file.")
    private Path file = Path.of("");

    @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
    private String workspace = "";

    @Option(
            names = "--options",
            defaultValue = "{}",
            paramLabel = "<json>",
            description = "How, as the API takes it: mapping, duplicates, match_on, target, tags, effects and more.")
    private String options = "{}";

    @Option(names = "--dry-run", description = "Only says what would happen.")
    private boolean isDry;

    @Option(
            names = "--errors",
            paramLabel = "<file>",
            description = "Where to write the rows that are refused, as CSV.")
    private @Nullable Path errors;

    @Override
    public Integer call() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageException("There is no file " + file + " that can be read.");
        }
        try (var verbs = Verbs.open(console)) {
            var caller = Verbs.caller(verbs.workspace(workspace));
            var one = upload(verbs, caller);
            if (isDry) {
                return dry(verbs, caller, one);
            }
            verbs.get(Imports.class).start(caller, one.id());
            var done = verbs.get(ImportRuns.class)
                    .run(
                            caller,
                            one.id(),
                            rows -> console.err().println(rows.processed() + " of " + rows.total() + " rows"));
            console.out().println("Import " + done.id() + " is " + done.status().word() + ": " + say(done.rows()));
            write(verbs, caller, done);
            return done.status() == ImportStatus.COMPLETED ? 0 : 1;
        }
    }

    private Import upload(Verbs verbs, Caller caller) {
        try (var in = Files.newInputStream(file)) {
            var imports = verbs.get(Imports.class);
            return imports.upload(
                    caller,
                    file.getFileName().toString(),
                    in,
                    ImportOptionsReader.read(Map.of("options", options), imports.usual(caller)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int dry(Verbs verbs, Caller caller, Import one) {
        var imports = verbs.get(Imports.class);
        var preview = imports.preview(caller, one);
        imports.cancel(caller, one.id());
        for (var row : preview.rows()) {
            row.errors()
                    .forEach(error -> console.err()
                            .println("Line " + row.line() + ": "
                                    + RefusalWords.LEADHUB.sayKept(
                                            error.head() == null ? "row" : error.head(), error.reason())));
        }
        console.out().println("It would be: " + say(preview.counts()));
        return 0;
    }

    private void write(Verbs verbs, Caller caller, Import one) {
        if (errors == null) {
            return;
        }
        try (var out = Files.newOutputStream(errors)) {
            verbs.get(RefusedRows.class).write(caller, one, false, ReasonWords::say, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String say(ImportCounts rows) {
        return rows.created() + " created, " + rows.updated() + " updated, " + rows.skipped() + " skipped, "
                + rows.failed() + " refused, of " + rows.total() + ".";
    }
}
