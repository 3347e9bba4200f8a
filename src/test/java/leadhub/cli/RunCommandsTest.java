package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.PreparedFolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Commands beside a server that runs on the same folder. */
class RunCommandsTest {
    @TempDir
    static Path data;

    private static LeadHubProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = LeadHubProcess.serve(PreparedFolder.fill(data));
        server.origin();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void aFileOfLeadsIsPreviewedAndThenImported() throws Exception {
        var file = data.resolve("leads.csv");
        Files.writeString(
                file, "First name,Email,Deal value\nCommand,command.import@example.com,5\nBad,bad@example.com,lots\n");
        var dry = run("import", file.toString(), "--workspace", "default", "--dry-run");
        assertThat(dry.output()).isEqualTo("It would be: 1 created, 0 updated, 0 skipped, 1 refused, of 2.\n");
        var errors = data.resolve("refused.csv");
        var done = run("import", file.toString(), "--workspace", "default", "--errors", errors.toString());
        assertThat(done.output()).contains("is completed: 1 created, 0 updated, 0 skipped, 1 refused, of 2.");
        assertThat(Files.readString(errors)).contains("Bad,bad@example.com,lots,\"Line 3, column 3 (Deal value): ");
    }

    @Test
    void aKeyIsPrintedAloneAndWorksUntilItIsRevoked() throws Exception {
        var made = run(
                "key",
                "create",
                "--workspace",
                "default",
                "--scopes",
                "leads:read",
                "--dialect",
                "lymbe",
                "--name",
                "Chat");
        assertThat(made.output()).matches("lymbe_sk_[0-9A-Za-z]+\n");
        var api = ApiClient.lymbe(server.origin(), made.output().strip());
        assertThat(api.get("/api/v1/leads").status()).isEqualTo(200);
        assertThat(api.post("/api/v1/leads", "{}").status()).isEqualTo(403);

        var listed = run("key", "list", "--workspace", "default");
        assertThat(listed.output())
                .contains("Chat", "read:leads")
                .doesNotContain(made.output().strip());
        var id = listed.output()
                .lines()
                .filter(line -> line.contains("Chat"))
                .findFirst()
                .orElseThrow()
                .split(" ")[0];
        run("key", "revoke", "--workspace", "default", "--id", id);

        LeadHubProcess.await(() -> api.get("/api/v1/leads").status() == 401);
        var again = Command.run("key", "revoke", "--workspace", "default", "--id", id, "--data", data.toString());
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.errors()).isEqualTo("There is no such key.\n");
    }

    @Test
    void theListSaysWhoMadeAKeyAndWhenItExpires() throws Exception {
        var panel = Panel.signedIn(server.origin(), server.printed("Email"), server.printed("Password"));
        panel.get("/settings/keys");
        var asked = Map.of("name", "By hand", "all", "yes", "hourly_limit", "500", "last_day", "2035-12-30");
        assertThat(panel.post("/settings/keys", asked).status()).isEqualTo(200);

        var listed = run("key", "list", "--workspace", "default").output();
        assertThat(listed.lines().findFirst().orElseThrow()).contains("EXPIRES", "MADE BY");
        assertThat(listed.lines().filter(line -> line.contains("By hand")))
                .singleElement()
                .asString()
                .contains("2035-12-31T00:00:00Z", "  Administrator  ");
        assertThat(listed.lines().filter(line -> line.contains("First key for Lymbe")))
                .singleElement()
                .asString()
                .doesNotContain("Administrator");
    }

    @Test
    void aWorkspaceAndItsUsersAreMade() {
        run(
                "workspace",
                "create",
                "--slug",
                "zorn",
                "--name",
                "Zorn AG",
                "--time-zone",
                "Europe/Berlin",
                "--country",
                "de");
        assertThat(run("workspace", "list").output()).contains("zorn", "Zorn AG", "Europe/Berlin", "DE");

        var made = run(
                "user",
                "create",
                "--workspace",
                "zorn",
                "--name",
                "Ann Lee",
                "--email",
                "ann@example.com",
                "--role",
                "admin");
        assertThat(made.output()).matches("\\S{16,}\n");
        assertThat(run("user", "list", "--workspace", "zorn").output()).contains("Ann Lee", "admin", "active");
        assertThat(run("user", "reset-password", "--workspace", "zorn", "--email", "ANN@example.com")
                        .output())
                .matches("\\S{16,}\n")
                .isNotEqualTo(made.output());
        var common = Command.run(
                "user",
                "reset-password",
                "--workspace",
                "zorn",
                "--email",
                "ann@example.com",
                "--password",
                "iloveyou",
                "--data",
                data.toString());
        assertThat(common.status()).isEqualTo(2);
        assertThat(common.errors()).isEqualTo("The password is too common.\n");
        var unlocked = Command.run("user", "unlock", "--email", "ann@example.com", "--data", data.toString());
        assertThat(unlocked.status()).isZero();
        assertThat(unlocked.errors()).isEqualTo("There were no failed sign-ins of ann@example.com.\n");
        var without = Command.run(
                "user",
                "reset-two-step",
                "--workspace",
                "zorn",
                "--email",
                "ann@example.com",
                "--data",
                data.toString());
        assertThat(without.status()).isEqualTo(1);
        assertThat(without.errors()).isEqualTo("This user doesn't use two-step sign-in.\n");

        var twice = Command.run("workspace", "create", "--slug", "zorn", "--name", "Z", "--data", data.toString());
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.errors()).isEqualTo("The slug has already been taken.\n");
    }

    @Test
    void anUnknownWorkspaceIsSaid() {
        var command = Command.run("user", "list", "--workspace", "nobody", "--data", data.toString());

        assertThat(command.status()).isEqualTo(2);
        assertThat(command.errors())
                .startsWith("There is no workspace nobody: ")
                .hasLineCount(1);
    }

    @Test
    void theDoctorFindsAHealthyServer() {
        var command = run("doctor");

        assertThat(command.output())
                .contains("running, process", "embedded, process", "up to date", "0 failing")
                .doesNotContain("LOOK");
    }

    @Test
    void theDoctorSaysWhatIsMissing(@TempDir Path elsewhere) {
        var command = Command.run("doctor", "--data", elsewhere.toString(), "--port", "1");

        assertThat(command.status()).isEqualTo(1);
        assertThat(command.output()).contains("isn't running: start it", "has no data yet");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void migratingAgainDoesNothing() {
        assertThat(run("migrate").output()).contains("nothing to do");
    }

    @Test
    void tablesAreNotSpreadWhereThereIsNoCluster() {
        var refused = Command.run("distribute", "--run", "--data", data.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.errors()).contains("This database has no Citus: install it on every machine");
    }

    @Test
    void aSeedFillsAWorkspace() throws Exception {
        run("workspace", "create", "--slug", "seeded", "--name", "Seeded");
        assertThat(run("seed", "--workspace", "seeded", "--leads", "300").output())
                .contains("Added 300 leads");
        var key = run("key", "create", "--workspace", "seeded", "--scopes", "all")
                .output()
                .strip();

        var leads = ApiClient.leadHub(server.origin(), key).get("/api/v1/leads");

        assertThat(leads.number("meta.total")).isEqualTo(300);

        var lines = run("export", "--workspace", "seeded", "--format", "jsonl", "--filter", "sort=created_at")
                .output()
                .lines()
                .toList();
        assertThat(lines).hasSize(300);
        assertThat(lines.getFirst()).isEqualTo(leads.at("data.0").toString());
        assertThat(run("export", "--workspace", "seeded", "--columns", "id", "--filter", "search=nobody-at-all")
                        .output())
                .isEqualTo("id\r\n");
        var refused =
                Command.run("export", "--workspace", "seeded", "--columns", "nonsense", "--data", data.toString());
        assertThat(refused.status()).isNotZero();
    }

    @Test
    void aSeedReadsPhoneNumbersAsPeopleInTheWorkspacesCountryDo() throws Exception {
        run("workspace", "create", "--slug", "koeln", "--name", "Köln", "--country", "de");
        run("seed", "--workspace", "koeln", "--leads", "600");
        var key = run("key", "create", "--workspace", "koeln", "--scopes", "all")
                .output()
                .strip();
        var api = ApiClient.leadHub(server.origin(), key);

        // 00 goes before the country in Germany, and means nothing in the United States.
        var found = api.get("/api/v1/leads?search=0049170&per_page=100").at("data");

        assertThat(found).isNotEmpty();
        for (var lead : found) {
            var phone = URLEncoder.encode(lead.get("phone").asString(), StandardCharsets.UTF_8);
            var same = api.get("/api/v1/leads?phone=" + phone).at("data");
            assertThat(same.valueStream().map(one -> one.get("id"))).contains(lead.get("id"));
        }
    }

    @Test
    void aDemoTellsASalesTeamsQuarter() throws Exception {
        run("workspace", "create", "--slug", "demo", "--name", "Demo");
        assertThat(run("seed", "--workspace", "demo", "--demo").output()).startsWith("Added a quarter with 360 leads");
        var key = run("key", "create", "--workspace", "demo", "--scopes", "all")
                .output()
                .strip();

        var api = ApiClient.leadHub(server.origin(), key);

        var leads = api.get("/api/v1/leads?direction=asc");
        assertThat(leads.number("meta.total")).isBetween(330L, 360L);
        var age = Duration.between(Instant.parse(leads.text("data.0.created_at")), Instant.now());
        assertThat(age).isBetween(Duration.ofDays(60), Duration.ofDays(95));
        for (var status : List.of("new", "contacted", "qualified", "converted", "lost")) {
            assertThat(api.get("/api/v1/leads?status=" + status).number("meta.total"))
                    .as(status)
                    .isGreaterThan(9);
        }
        assertThat(api.get("/api/v1/users").body()).contains("Maya Okafor", "Kenji Tanaka");
        assertThat(impossibleStories(api)).isEmpty();
        assertThat(api.get("/api/v1/pipelines").body()).contains("Proposal", "Negotiation");
    }

    private Command run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        var command = Command.run(all.toArray(String[]::new));
        assertThat(command.status()).as(command.errors()).isZero();
        return command;
    }

    /** What stages and statuses can come to, one after the other; a lead is decided last. */
    private static final Map<String, Set<String>> NEXT = Map.of(
            "new", Set.of("contacted", "lost"),
            "contacted", Set.of("qualified", "lost"),
            "qualified", Set.of("converted", "lost"));

    /** Leads whose timelines tell what can't have been: before they came, in no order, or in steps that nobody takes. */
    private static List<String> impossibleStories(ApiClient api) {
        var stages = new ArrayList<Long>();
        api.get("/api/v1/pipelines")
                .at("data.0.stages")
                .forEach(stage -> stages.add(stage.get("id").asLong()));
        var impossible = new ArrayList<String>();
        for (var page = 1; page <= 4; page++) {
            for (var lead : api.get("/api/v1/leads?per_page=100&page=" + page).at("data")) {
                var id = lead.get("id").asString();
                var entries = new ArrayList<JsonNode>();
                api.get("/api/v1/leads/" + id + "/timeline?per_page=100")
                        .at("data")
                        .forEach(entries::addFirst);
                if (!isPossible(lead, entries, stages)) {
                    impossible.add(id + ": " + entries);
                }
            }
        }
        return impossible;
    }

    private static boolean isPossible(JsonNode lead, List<JsonNode> entries, List<Long> stages) {
        var time = Instant.parse(lead.get("created_at").asString());
        var isPossible = entries.getFirst().get("event").asString().equals("lead.created");
        var isAssigned = false;
        for (var entry : entries) {
            var now = Instant.parse(entry.get("occurred_at").asString());
            isPossible &= !now.isBefore(time);
            time = now;
            var changes = entry.get("changes");
            isAssigned |= changes.has("assigned_user_id");
            if (changes.has("status")) {
                var status = changes.get("status");
                isPossible &= NEXT.getOrDefault(status.get("from").asString(), Set.of())
                                .contains(status.get("to").asString())
                        && isAssigned;
            }
            if (changes.has("pipeline_stage_id")) {
                var stage = changes.get("pipeline_stage_id");
                isPossible &= stages.indexOf(stage.get("to").asLong())
                        > stages.indexOf(stage.get("from").asLong());
            }
        }
        return isPossible;
    }
}
