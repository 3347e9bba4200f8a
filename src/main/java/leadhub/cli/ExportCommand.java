package leadhub.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import leadhub.exports.ExportReader;
import leadhub.exports.LeadExports;
import leadhub.leads.lists.LeadFilterReader;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a workspace's leads into a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a workspace's leads as CSV or JSON Lines, as they are at one moment.",
        footer = {
            "",
            "Examples:",
            "  bin/leadhub export --workspace acme --output leads.csv",
            "  bin/leadhub export --workspace acme --format jsonl --filter 'status=new&tag=hot-lead' | gzip > new.jsonl.gz"
        })
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
    private String slug = "";

    @Option(names = "--format", defaultValue = "csv", description = "csv or jsonl. Default: csv.")
    private String format = "csv";

    @Option(
            names = "--columns",
            defaultValue = "",
            paramLabel = "<names>",
            description = "The columns by comma, such as first_name,email,stage. Default: all members of a lead.")
    private String columns = "";

    @Option(
            names = "--filter",
            defaultValue = "",
            paramLabel = "<query>",
            description = "Which leads, in what order, as the API's list is asked: 'status=new&sort=last_name'.")
    private String filter = "";

    @Option(
            names = "--delimiter",
            defaultValue = ",",
            description = "Between cells: a character, or tab. Default: a comma.")
    private String delimiter = ",";

    @Option(names = "--bom", description = "Begin CSV with the byte order mark, for Excel.")
    private boolean hasMark;

    @Option(names = "--output", paramLabel = "<file>", description = "Where to; a new file. Default: standard output.")
    private @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        try (var verbs = Verbs.open(console)) {
            var caller = Verbs.caller(verbs.workspace(slug));
            var raw = new Query("%s&format=%s&columns=%s&delimiter=%s&bom=%s"
                    .formatted(filter, encoded(format), encoded(columns), encoded(delimiter), hasMark ? 1 : 0));
            var query = new QueryInput(raw);
            var leads = verbs.get(LeadFilterReader.class).read(caller, query);
            var export = new ExportReader(raw, query).read(leads);
            query.errors().check();
            var file = verbs.get(LeadExports.class).export(caller, export);
            try (var out = open()) {
                file.begin();
                file.write(out);
            } catch (UncheckedIOException e) {
                throw new IOException(e);
            }
        }
        return 0;
    }

    private OutputStream open() throws IOException {
        return new BufferedOutputStream(
                output == null
                        ? console.out()
                        : Files.newOutputStream(output, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                1 << 16);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
