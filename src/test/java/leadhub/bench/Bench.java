package leadhub.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;

/** Measures what LeadHub promises about its speed, in one run on this machine. */
public final class Bench {
    private static final Path DATA = Path.of("target/bench-data").toAbsolutePath();
    private static final Path WEBHOOK_DATA = Path.of("target/bench-webhooks").toAbsolutePath();
    private static final Path AUTOMATION_DATA =
            Path.of("target/bench-automations").toAbsolutePath();
    private static final Path EXPORT_DATA = Path.of("target/bench-exports").toAbsolutePath();
    private static final Path FORM_DATA = Path.of("target/bench-forms").toAbsolutePath();
    private static final Path RESULT = Path.of("target/bench.md");

    private static final Path IMPORT_DATA = Path.of("target/bench-imports").toAbsolutePath();

    private static final Path HOOK_DATA = Path.of("target/bench-hooks").toAbsolutePath();

    private static final Path CHAT_DATA = Path.of("target/bench-chats").toAbsolutePath();

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (List.of(arguments).contains("--help")) {
            out.print(Options.HELP);
            return;
        }
        if (List.of(arguments).contains("--webhooks")) {
            System.setProperty("leadhub.log", "WARN");
            delete(WEBHOOK_DATA);
            var only = List.of(arguments).indexOf("--only") + 1;
            out.print(WebhookBench.run(WEBHOOK_DATA, only == 0 ? "" : arguments[only]));
            System.exit(0);
        }
        if (List.of(arguments).contains("--automations")) {
            System.setProperty("leadhub.log", "WARN");
            delete(AUTOMATION_DATA);
            out.print(AutomationBench.run(AUTOMATION_DATA, List.of(arguments).contains("--small") ? 10_000 : 100_000));
            System.exit(0);
        }
        if (List.of(arguments).contains("--exports")) {
            System.setProperty("leadhub.log", "WARN");
            delete(EXPORT_DATA);
            out.print(ExportBench.run(EXPORT_DATA, List.of(arguments).contains("--small") ? 100_000 : 1_000_000));
            System.exit(0);
        }
        if (List.of(arguments).contains("--imports")) {
            System.setProperty("leadhub.log", "WARN");
            delete(IMPORT_DATA);
            out.print(ImportBench.run(IMPORT_DATA, List.of(arguments).contains("--small") ? 100_000 : 1_000_000));
            System.exit(0);
        }
        if (List.of(arguments).contains("--forms")) {
            System.setProperty("leadhub.log", "WARN");
            delete(FORM_DATA);
            out.print(FormBench.run(FORM_DATA, List.of(arguments).contains("--small") ? 10 : 60));
            System.exit(0);
        }
        if (List.of(arguments).contains("--hooks")) {
            System.setProperty("leadhub.log", "WARN");
            delete(HOOK_DATA);
            out.print(HookBench.run(HOOK_DATA, List.of(arguments).contains("--small") ? 10_000 : 100_000));
            System.exit(0);
        }
        if (List.of(arguments).contains("--chats")) {
            System.setProperty("leadhub.log", "WARN");
            delete(CHAT_DATA);
            var plan = List.of(arguments).contains("--small") ? ChatPlan.SMALL : ChatPlan.WHOLE;
            out.print(ChatBench.run(CHAT_DATA, plan));
            System.exit(0);
        }
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.setProperty("leadhub.log", "WARN");
        Files.deleteIfExists(Path.of("target/bench-server.log"));
        var table = run(options);
        Files.writeString(RESULT, table);
        out.print(table);
        // The driver's and the program's own threads have nothing left to do.
        System.exit(0);
    }

    private static String run(Options options) throws Exception {
        if (!options.keep()) {
            delete(DATA);
        }
        Progress.say("Starting the server on " + DATA);
        var server = ServerChild.start(DATA);
        try (server;
                var database =
                        Database.open(Settings.of(Map.of("--data", DATA.toString()), Map.of()), Database.Mode.COMMAND);
                var verbs = new Verbs(database)) {
            var postgres = database.embedded();
            if (postgres == null) {
                throw new IllegalStateException("The benchmark brings its own PostgreSQL.");
            }
            try (var run = new Run(options, server, database, verbs, postgres.pid(), DATA)) {
                return run.run();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
