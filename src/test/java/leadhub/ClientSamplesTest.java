package leadhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.apikeys.KeyDialect;
import leadhub.testing.ApiClient;
import leadhub.testing.Program;
import leadhub.testing.Sample;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of docs/api/clients.md, run as they stand there. Each can be run twice, and makes one lead. */
class ClientSamplesTest {
    private static final Path PAGE = Path.of("docs/api/clients.md");
    /** A block of code whose first comment says what its file is called. */
    private static final Pattern SAMPLE =
            Pattern.compile("```\\w+\\n((?:<\\?php\\n)?(?:#|//) clients/(\\S+)\\n.*?)```", Pattern.DOTALL);

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"sh,leads.sh,0", "node,leads.mjs,1", "php,leads.php,1", "JAVA,Leads.java,1", "python3,leads.py,1"})
    void a_program_makes_one_lead_sees_what_changed_and_overwrites_nothing(String runtime, String name, int seen)
            throws IOException {
        assumeTrue(!runtime.equals("python3") || isInstalled(runtime), "There is no python3 here.");
        // The clock of the tests has been moved; what changed "since yesterday" is asked of the one on the wall.
        var other = api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").text("data.id");
        var program = sample(name).writeTo(folder).toString();
        var environment = Map.of("BASE", server.origin() + "/api/v1", "KEY", workspace.key(KeyDialect.LEADHUB));
        for (var run = 0; run < 2; run++) {
            var printed = Program.run(folder, environment, List.of(runtime.equals("JAVA") ? java() : runtime, program));
            var ids =
                    api.get("/api/v1/leads?email=sarah@example.com").at("data").findValuesAsString("id");
            assertThat(ids).hasSize(1);
            assertThat(printed).endsWith("lead " + ids.getFirst() + " is contacted\n");
            assertThat(printed.contains("lead " + other + " changed")).isEqualTo(seen == 1);
        }
    }

    private static Sample sample(String name) throws IOException {
        return SAMPLE.matcher(Files.readString(PAGE))
                .results()
                .filter(found -> found.group(2).equals(name))
                .map(found -> new Sample(name, found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
