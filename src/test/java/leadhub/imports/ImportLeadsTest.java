package leadhub.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.fields.FieldKind;
import leadhub.imports.rows.ImportOptions;
import leadhub.jobs.Jobs.StepResult;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.Users;
import org.junit.jupiter.api.Test;

/** A team brings its leads along by the API. */
class ImportLeadsTest {
    private static final String FILE = """
            First name,Email,Phone,Tags
            Sarah,sarah@example.com,+14155550101,fair
            Ben,ben@example.com,+14155550102,
            Sarah again,SARAH@example.com,,
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private ApiAnswer upload(String file, String options) {
        return upload(api, file, options);
    }

    private static ApiAnswer upload(ApiClient by, String file, String options) {
        var body = """
                --x
                Content-Disposition: form-data; name="options"

                %s
                --x
                Content-Disposition: form-data; name="file"; filename="leads.csv"

                """.formatted(options).replace("\n", "\r\n") + file + "\r\n--x--\r\n";
        return by.with("Content-Type", "multipart/form-data; boundary=x")
                .sendBytes("POST", "/api/v1/imports", body.getBytes(StandardCharsets.UTF_8));
    }

    private long uploaded(String file, String options) {
        var made = upload(file, options);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.number("data.id");
    }

    private ApiAnswer act(long id, String action) {
        return api.post("/api/v1/imports/" + id + "/" + action, "{}");
    }

    private ApiAnswer get(long id) {
        return api.get("/api/v1/imports/" + id);
    }

    private ApiAnswer whenIs(long id, String status) {
        Await.until(() -> get(id).text("data.status").equals(status));
        return get(id);
    }

    private ApiAnswer ran(String file, String options) {
        var id = uploaded(file, options);
        assertThat(act(id, "start").status()).isEqualTo(202);
        return whenIs(id, "completed");
    }

    private static String counts(ApiAnswer answer, String path) {
        return "created %d, updated %d, skipped %d, failed %d"
                .formatted(
                        answer.number(path + ".created"),
                        answer.number(path + ".updated"),
                        answer.number(path + ".skipped"),
                        answer.number(path + ".failed"));
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        api.get("/api/v1/leads?per_page=100")
                .at("data")
                .forEach(lead -> names.add(lead.path("first_name").asString("")));
        return names.stream().sorted().toList();
    }

    private ApiAnswer lead(String email) {
        var found = api.get("/api/v1/leads?email=" + email);
        return api.get("/api/v1/leads/" + found.number("data.0.id"));
    }

    @Test
    void sees_what_would_happen_and_then_it_does() {
        var made = upload(FILE, "{}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(counts(made, "data.preview.counts")).isEqualTo("created 2, updated 0, skipped 1, failed 0");
        assertThat(made.number("data.rows.processed")).isZero();
        assertThat(names()).isEmpty();

        var id = made.number("data.id");
        assertThat(act(id, "start").status()).isEqualTo(202);
        var done = whenIs(id, "completed");
        assertThat(counts(done, "data.rows")).isEqualTo("created 2, updated 0, skipped 1, failed 0");
        assertThat(done.number("data.rows.processed")).isEqualTo(3);
        assertThat(names()).containsExactly("Ben", "Sarah");
        assertThat(lead("sarah@example.com").at("data.tags").toString()).contains("fair");
        assertThat(act(id, "start").status()).isEqualTo(409);
        assertThat(act(id, "cancel").status()).isEqualTo(409);
    }

    private ApiAnswer change(ApiClient by, long id, String body) {
        return by.patch("/api/v1/imports/" + id, body);
    }

    @Test
    void other_options_and_mended_cells_are_previewed_before_it_starts() {
        api.post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"email\": \"sarah@example.com\"}");
        var id = uploaded("Mail,Job,Phone\nsarah@example.com,CEO,\nben at example,CTO,\n", """
                {"mapping": {"Mail": "email", "Job": "job_title"}, "tags": ["fair"]}
                """);
        assertThat(counts(get(id), "data.preview.counts")).isEqualTo("created 0, updated 0, skipped 1, failed 1");
        var changed = change(api, id, "{\"options\": {\"duplicates\": \"update\"}}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(counts(changed, "data.preview.counts")).isEqualTo("created 0, updated 1, skipped 0, failed 1");
        assertThat(changed.text("data.options.mapping.Job")).isEqualTo("job_title");
        assertThat(changed.at("data.options.tags").toString()).isEqualTo("[\"fair\"]");
        var mended = change(api, id, "{\"mended\": {\"3\": {\"Mail\": \"ben@example.com\"}}}");
        assertThat(counts(mended, "data.preview.counts")).isEqualTo("created 1, updated 1, skipped 0, failed 0");
        assertThat(mended.text("data.preview.rows.1.values.Mail")).isEqualTo("ben@example.com");
        assertThat(counts(change(api, id, "{\"mended\": {\"3\": {\"Mail\": null}}}"), "data.preview.counts"))
                .isEqualTo("created 0, updated 1, skipped 0, failed 1");
        change(api, id, "{\"mended\": {\"3\": {\"Mail\": \"ben@example.com\"}}}");
        assertThat(change(api, id, "{\"options\": {\"tags\": null}}")
                        .at("data.options.tags")
                        .size())
                .isZero();

        act(id, "start");
        assertThat(counts(whenIs(id, "completed"), "data.rows")).isEqualTo("created 1, updated 1, skipped 0, failed 0");
        assertThat(lead("sarah@example.com").text("data.job_title")).isEqualTo("CEO");
        assertThat(change(api, id, "{}").status()).isEqualTo(409);
    }

    @Test
    void a_file_that_is_read_in_another_way_has_other_columns() {
        var id = uploaded(
                "Email;Name\nsarah@example.com;Sarah\n", "{\"mapping\": {\"Email\": \"email\", \"Name\": null}}");
        var other = change(api, id, "{\"options\": {\"delimiter\": \",\"}}");
        assertThat(other.at("data.guess.heads").toString()).isEqualTo("[\"Email;Name\"]");
        var back = change(api, id, "{\"options\": {\"delimiter\": null}}");
        assertThat(back.text("data.options.mapping.Email")).isEqualTo("email");
    }

    @Test
    void is_told_what_is_wrong_with_other_options_and_mended_cells() {
        var id = uploaded(FILE, "{}");
        var wrong = change(api, id, "{\"options\": {\"duplicates\": \"merge\"}}");
        assertThat(wrong.at("errors").propertyNames()).containsExactly("options.duplicates");
        var cells = change(api, id, "{\"mended\": {\"2\": {\"Shoe\": \"38\", \"Email\": 5}, \"x\": {}}}");
        assertThat(cells.status()).isEqualTo(422);
        assertThat(cells.at("errors").propertyNames())
                .containsExactlyInAnyOrder("mended.2.Shoe", "mended.2.Email", "mended.x");
        var others = workspace.leadHub(Set.of(Scope.WRITE_LEADS, Scope.READ_LEADS));
        assertThat(change(others, id, "{\"mended\": {\"2\": {\"Email\": \"x@example.com\"}}}")
                        .status())
                .isEqualTo(403);
        assertThat(change(others, id, "{\"options\": {\"duplicates\": \"fill\"}}")
                        .status())
                .isEqualTo(200);
        var tag = get(id).header("ETag");
        assertThat(change(api.with("If-Match", tag), id, "{\"options\": {\"tags\": [\"a\"]}}")
                        .status())
                .isEqualTo(200);
        assertThat(change(api.with("If-Match", tag), id, "{\"options\": {\"tags\": [\"b\"]}}")
                        .status())
                .isEqualTo(412);
        assertThat(change(server.newWorkspace().leadHub(), id, "{}").status()).isEqualTo(404);
    }

    /** A file of 512 MiB takes a while, and a transaction holds a connection. */
    @Test
    void under_a_key_a_file_is_read_before_the_transaction_of_the_key() throws Exception {
        var places = server.bean(ImportPreviews.class);
        var keyed = api.with("Idempotency-Key", "once");
        // They look for kept answers, too.
        server.pauseJobs();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var upload = places.inTurn(workspace.caller(), () -> {
                var begun = threads.submit(() -> upload(keyed, FILE, "{}"));
                Await.until(() -> isOnDisk() || begun.isDone());
                assertThat(begun.isDone()).isFalse();
                assertThat(isInTransaction()).isFalse();
                return begun;
            });
            var made = upload.get();
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            var again = upload(keyed, FILE, "{}");
            assertThat(again.body()).isEqualTo(made.body());
            assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(upload(keyed, FILE + "x", "{}").status()).isEqualTo(422);
        } finally {
            server.resumeJobs();
        }
        assertThat(api.get("/api/v1/imports").number("meta.total")).isEqualTo(1);
        assertThat(files()).hasSize(1);
    }

    private boolean isOnDisk() {
        return !files().isEmpty();
    }

    private List<java.io.File> files() {
        var file = server.bean(ImportFolder.class).path(workspace.id(), "any").toFile();
        var files = file.getParentFile().listFiles();
        return files == null ? List.of() : List.of(files);
    }

    /** Whether a transaction waits in which a kept answer was looked for, or room for the file. */
    private boolean isInTransaction() {
        try (var application = server.database().application().connect();
                var statement = application.prepareStatement("""
                        select exists (
                            select
                            from pg_stat_activity
                            where datname = current_database()
                              and pid <> pg_backend_pid()
                              and state like 'idle in transaction%'
                              and (query like '%idempotent_answers%' or query like '%sum(file_size)%'))
                        """);
                var row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_same_file_again_changes_nothing_and_is_known() {
        var first = ran(FILE, "{}");
        var again = upload(FILE, "{}");
        assertThat(again.number("data.same_file_as")).isEqualTo(first.number("data.id"));
        assertThat(counts(again, "data.preview.counts")).isEqualTo("created 0, updated 0, skipped 3, failed 0");
    }

    @Test
    void duplicates_are_filled_updated_or_made_again() {
        api.post("/api/v1/leads", """
                {"first_name": "Sarah", "email": "sarah@example.com", "company": "Acme"}
                """);
        var file = "Email,First name,Company,Job title\nsarah@example.com,Sally,Zorn,CEO\n";
        assertThat(counts(ran(file, "{\"duplicates\": \"fill\"}"), "data.rows"))
                .isEqualTo("created 0, updated 1, skipped 0, failed 0");
        assertThat(lead("sarah@example.com").text("data.company")).isEqualTo("Acme");
        assertThat(lead("sarah@example.com").text("data.job_title")).isEqualTo("CEO");

        ran(file, "{\"duplicates\": \"update\", \"duplicates_by_field\": {\"first_name\": \"skip\"}}");
        assertThat(lead("sarah@example.com").text("data.company")).isEqualTo("Zorn");
        assertThat(lead("sarah@example.com").text("data.first_name")).isEqualTo("Sarah");

        assertThat(counts(ran(file, "{\"duplicates\": \"review\"}"), "data.rows"))
                .isEqualTo("created 0, updated 0, skipped 1, failed 0");
        ran(file, "{\"duplicates\": \"create\"}");
        assertThat(names()).containsExactly("Sally", "Sarah");
    }

    @Test
    void an_undo_takes_back_what_nobody_has_touched_since() {
        api.post("/api/v1/leads", """
                {"first_name": "Old", "email": "old@example.com", "company": "Acme"}
                """);
        var done = ran("""
                Email,First name,Company,Job title
                old@example.com,New,Zorn,CEO
                made@example.com,Made,,
                touched@example.com,Touched,,
                """, "{\"duplicates\": \"update\"}");
        var id = done.number("data.id");
        assertThat(counts(done, "data.rows")).isEqualTo("created 2, updated 1, skipped 0, failed 0");
        api.patch("/api/v1/leads/" + lead("old@example.com").number("data.id"), "{\"company\": \"Mended\"}");
        api.post("/api/v1/leads/" + lead("touched@example.com").number("data.id") + "/notes", "{\"body\": \"Hello\"}");

        assertThat(act(id, "undo").status()).isEqualTo(202);
        var undone = whenIs(id, "undone");
        assertThat(undone.number("data.rows.kept")).isEqualTo(2);
        assertThat(names()).containsExactly("Old", "Touched");
        assertThat(lead("old@example.com").text("data.company")).isEqualTo("Mended");
        assertThat(lead("old@example.com").at("data.job_title").isNull()).isTrue();
        assertThat(act(id, "undo").status()).isEqualTo(409);
    }

    @Test
    void an_undo_comes_too_late_after_thirty_days() {
        var id = ran(FILE, "{}").number("data.id");
        server.clock().pass(Duration.ofDays(31));
        assertThat(act(id, "undo").status()).isEqualTo(409);
    }

    @Test
    void refused_rows_come_back_with_a_reason_for_who_sent_them() {
        var done = ran("Email,First name,Stage\n\"sarah@example.com\",\"Sarah, Dr.\",No such stage\n", """
                {"mapping": {"Email": "email", "First name": "first_name", "Stage": "pipeline_stage_id"}}
                """);
        assertThat(counts(done, "data.rows")).isEqualTo("created 0, updated 0, skipped 0, failed 1");
        var path = "/api/v1/imports/" + done.number("data.id") + "/errors";
        var errors = api.get(path);
        assertThat(errors.header("Content-Type")).startsWith("text/csv");
        assertThat(errors.body().lines().toList().getFirst()).isEqualTo("Email,First name,Stage,reason");
        assertThat(errors.body())
                .contains("sarah@example.com,\"Sarah, Dr.\",No such stage,\"Line 2, column 3 (Stage): ");
        assertThat(workspace.leadHub(Set.of(Scope.READ_LEADS)).get(path).status())
                .isEqualTo(403);

        server.clock().pass(Duration.ofDays(31));
        server.bean(ImportCleaner.class).clean(workspace.id());
        assertThat(api.get(path).body().lines().count()).isEqualTo(1);
    }

    @Test
    void a_file_of_refused_rows_runs_nothing_and_is_imported_again() {
        var options =
                "{\"mapping\": {\"Email\": \"email\", \"=Name\": \"first_name\", \"Stage\": \"pipeline_stage_id\"}}";
        var file = "Email,=Name,Stage\nsarah@example.com,=cmd|x,Nowhere\n";
        var refused = api.get("/api/v1/imports/" + ran(file, options).number("data.id") + "/errors")
                .body();
        assertThat(refused).startsWith("Email,'=Name,Stage,reason\r\nsarah@example.com,'=cmd|x,Nowhere,\"Line 2");
        workspace.field("Reason", FieldKind.TEXT);
        assertThat(upload(refused, "{}").at("data.options.mapping.reason").isNull())
                .isTrue();
        var again = api.get("/api/v1/imports/" + ran(refused, options).number("data.id") + "/errors");
        assertThat(again.body()).isEqualTo(refused);
        ran(refused.replace("Nowhere", "New"), options);
        assertThat(lead("sarah@example.com").text("data.first_name")).isEqualTo("=cmd|x");
    }

    @Test
    void warnings_name_cells_to_those_alone_who_may_see_the_rows() {
        var options = "{\"mapping\": {\"Phone\": \"phone\"}}";
        var made = upload("Phone,City\n491701234567,Berlin\n", options);
        assertThat(made.at("data.preview.warnings").toString()).contains("491701234567");
        var others = workspace.leadHub(Set.of(Scope.READ_LEADS));
        for (var path : List.of("/api/v1/imports", "/api/v1/imports/" + made.number("data.id"))) {
            assertThat(others.get(path).body()).contains("leading zero").doesNotContain("491701234567");
        }
        var manager = workspace.panel(Role.MANAGER).get("/imports/" + made.number("data.id"));
        assertThat(manager.body()).contains("leading zero").doesNotContain("491701234567");
    }

    @Test
    void an_import_ends_with_the_key_that_brought_it() {
        var key = workspace.make(Set.of(Scope.WRITE_LEADS, Scope.READ_LEADS), 1_000, null);
        server.pauseJobs();
        try {
            var by = ApiClient.leadHub(server.origin(), key.secret());
            var id = upload(by, FILE, "{}").number("data.id");
            by.post("/api/v1/imports/" + id + "/start", "{}");
            server.bean(ApiKeys.class).revoke(workspace.caller(), key.key().id());
            server.bean(ImportSteps.class).step(workspace.id(), id);
            assertThat(get(id).text("data.status")).isEqualTo("failed");
            assertThat(names()).isEmpty();
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void a_previewed_one_can_be_cancelled_and_a_paused_one_goes_on() {
        var cancelled = uploaded(FILE, "{}");
        assertThat(act(cancelled, "pause").status()).isEqualTo(409);
        assertThat(act(cancelled, "cancel").text("data.status")).isEqualTo("cancelled");
        assertThat(act(cancelled, "undo").status()).isEqualTo(409);

        server.pauseJobs();
        try {
            var id = uploaded(FILE, "{}");
            act(id, "start");
            assertThat(act(id, "pause").at("data.is_paused").asBoolean()).isTrue();
            var steps = server.bean(ImportSteps.class);
            steps.step(workspace.id(), id);
            assertThat(get(id).number("data.rows.processed")).isZero();
            assertThat(act(id, "resume").at("data.is_paused").asBoolean()).isFalse();
            steps.step(workspace.id(), id);
            assertThat(get(id).text("data.status")).isEqualTo("completed");
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void many_rows_cost_as_many_statements_as_a_few() {
        server.pauseJobs();
        try {
            assertThat(statements("many", 300)).isEqualTo(statements("few", 3));
        } finally {
            server.resumeJobs();
        }
    }

    private static String file(String name, int rows) {
        return "First name,Email\n"
                + IntStream.range(0, rows)
                        .mapToObj(row -> "Ann,%s%d@example.com\n".formatted(name, row))
                        .collect(Collectors.joining());
    }

    /** The fewest of a few tries, for the first one remembers what the others know. */
    private long statements(String name, int rows) {
        return IntStream.range(0, 3)
                .mapToLong(i -> statements(file(name + i + "-", rows)))
                .min()
                .orElseThrow();
    }

    /** By how many statements, previewed and run. */
    private long statements(String file) {
        var sql = server.bean(Sql.class);
        var before = sql.statementCount();
        var id = uploaded(file, "{}");
        act(id, "start");
        assertThat(server.bean(ImportSteps.class).step(workspace.id(), id)).isEqualTo(StepResult.DONE);
        return sql.statementCount() - before;
    }

    @Test
    void is_told_what_is_wrong_with_a_file_or_its_options() {
        assertThat(upload("", "{}").at("errors.file").isMissingNode()).isFalse();
        assertThat(upload("Email\n", "{}").at("errors.file").isMissingNode()).isFalse();
        var wrong = upload(FILE, """
                {"duplicates": "merge", "mapping": {"Email": "shoe"}, "effects": {"mails": 1}, "match_on": ["name"]}
                """);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.at("errors").propertyNames())
                .containsExactlyInAnyOrder(
                        "options.duplicates", "options.mapping.Email", "options.effects.mails", "options.match_on.0");
        assertThat(upload(FILE, "[]").at("errors").propertyNames()).containsExactly("options");
        assertThat(upload(FILE, "{\"target\": {\"pipeline_id\": 999999999}}")
                        .at("errors")
                        .propertyNames())
                .containsExactly("options.target.pipeline_id");
        assertThat(upload(workspace.leadHub(Set.of(Scope.READ_LEADS)), FILE, "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void fields_that_are_missing_are_made_when_it_starts() {
        ran("Email,Shoe size\nsarah@example.com,38\n", """
                {"mapping": {"Email": "email", "Shoe size": "custom_fields.shoe_size"}}
                """);
        assertThat(api.get("/api/v1/custom-fields").body()).contains("\"Shoe size\"");
        assertThat(lead("sarah@example.com").text("data.custom_fields.shoe_size"))
                .isEqualTo("38");
    }

    @Test
    void effects_that_are_switched_off_are_off() {
        workspace.rule("first_name", leadhub.conditions.Comparison.EQUALS, "Sarah", 10);
        workspace.webhook();
        var owner = workspace.user(Role.MANAGER);
        var options = """
                {"effects": {"webhooks": false, "scoring": false, "assignment": false, "automations": false, "mails": false},
                 "target": {"assigned_user_id": %d}}
                """.formatted(owner.id());
        ran(FILE, options);
        assertThat(lead("sarah@example.com").number("data.lead_score")).isZero();
        assertThat(lead("sarah@example.com").at("data.assigned_user_id").isNull())
                .isTrue();
        var other = "First name,Email\nSarah,other@example.com\n";
        ran(other, "{\"target\": {\"assigned_user_id\": %d}}".formatted(owner.id()));
        assertThat(lead("other@example.com").number("data.lead_score")).isEqualTo(10);
        assertThat(lead("other@example.com").number("data.assigned_user_id")).isEqualTo(owner.id());
    }

    @Test
    void automations_that_it_starts_leave_out_what_is_switched_off() {
        var owner = workspace.user(Role.MANAGER);
        api.post("/api/v1/tags", "{\"name\": \"taken\"}");
        var automation = api.post("/api/v1/automations", """
                {"name": "Take", "is_active": true, "trigger": {"type": "lead_created"},
                 "steps": [{"type": "action", "action": "assign", "config": {"mode": "user", "user_id": %d}},
                           {"type": "action", "action": "add_tag", "config": {"tag": "taken"}}]}
                """.formatted(owner.id()));
        assertThat(automation.status()).as(automation.body()).isEqualTo(201);
        ran("First name,Email\nSarah,sarah@example.com\n", "{\"effects\": {\"assignment\": false}}");
        Await.until(() -> lead("sarah@example.com").at("data.tags").toString().contains("taken"));
        assertThat(lead("sarah@example.com").at("data.assigned_user_id").isNull())
                .isTrue();
        ran("First name,Email\nBen,ben@example.com\n", "{}");
        Await.until(() -> lead("ben@example.com").number("data.assigned_user_id") == owner.id());
        ran("First name,Email\nIda,ida@example.com\n", "{\"effects\": {\"automations\": false}}");
        assertThat(api.get("/api/v1/automations/" + automation.number("data.id") + "/runs")
                        .number("meta.total"))
                .isEqualTo(2);
    }

    @Test
    void many_rows_are_taken_by_chunks() {
        var file = new StringBuilder("Email,First name\n");
        for (var i = 0; i < 2 * ImportSteps.ROWS + 10; i++) {
            file.append("person").append(i).append("@example.com,Person\n");
        }
        var done = ran(file.toString(), "{}");
        assertThat(counts(done, "data.rows")).isEqualTo("created 2010, updated 0, skipped 0, failed 0");
        assertThat(counts(
                        ran(file.toString().replace("Person\n", "Other\n"), "{\"duplicates\": \"update\"}"),
                        "data.rows"))
                .isEqualTo("created 0, updated 2010, skipped 0, failed 0");
    }

    @Test
    void large_rows_are_taken_by_smaller_chunks_and_previewed_in_little() {
        var file = new StringBuilder("Email,Remark\n");
        for (var i = 0; i < 12; i++) {
            file.append("person%d@example.com,%s\n".formatted(i, "x".repeat(300_000)));
        }
        server.pauseJobs();
        try {
            var id = uploaded(file.toString(), "{\"mapping\": {\"Email\": \"email\"}}");
            act(id, "start");
            var steps = server.bean(ImportSteps.class);
            assertThat(steps.step(workspace.id(), id)).isEqualTo(StepResult.MORE);
            assertThat(get(id).number("data.rows.processed")).isEqualTo(7);
            assertThat(steps.step(workspace.id(), id)).isEqualTo(StepResult.DONE);
            assertThat(get(id).number("data.rows.created")).isEqualTo(12);
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void a_preview_tells_as_many_rows_as_have_room() {
        var heads = "Email" + IntStream.range(0, 100).mapToObj(i -> ",c" + i).collect(Collectors.joining());
        var row = ",%s".formatted("x".repeat(400)).repeat(100) + "\n";
        var file = IntStream.range(0, 60)
                .mapToObj(i -> "person%d@example.com%s".formatted(i, row))
                .collect(Collectors.joining("", heads + "\n", ""));
        var made = upload(file, "{\"mapping\": {\"Email\": \"email\"}}");
        assertThat(made.number("data.preview.counts.created")).isEqualTo(60);
        assertThat(made.at("data.preview.rows").size()).isBetween(10, 40);
    }

    @Test
    void two_rows_of_one_lead_cant_have_more_custom_fields_than_there_is_room() {
        var heads = IntStream.range(0, 8).mapToObj(i -> "f" + i).toList();
        heads.forEach(head -> workspace.field(head, FieldKind.TEXT));
        var text = "x".repeat(9_999);
        var some = ",%1$s,%1$s,%1$s,%1$s".formatted(text);
        var file = "Email,%s\nsarah@example.com%s,,,,\nsarah@example.com,,,,%s\n"
                .formatted(String.join(",", heads), some, some);
        var mapping = heads.stream()
                .map(head -> ", \"%1$s\": \"custom_fields.%1$s\"".formatted(head))
                .collect(Collectors.joining());
        var done = ran(file, "{\"duplicates\": \"update\", \"mapping\": {\"Email\": \"email\"%s}}".formatted(mapping));
        assertThat(counts(done, "data.rows")).isEqualTo("created 1, updated 0, skipped 0, failed 1");
    }

    @Test
    void who_has_given_up_an_email_is_not_found_by_it() {
        api.post("/api/v1/leads", "{\"external_id\": \"e1\", \"first_name\": \"Old\", \"email\": \"old@example.com\"}");
        var done = ran("""
                External id,First name,Email
                e1,Old,new@example.com
                ,Other,old@example.com
                """, """
                {"duplicates": "update",
                 "mapping": {"External id": "external_id", "First name": "first_name", "Email": "email"}}
                """);
        assertThat(counts(done, "data.rows")).isEqualTo("created 1, updated 1, skipped 0, failed 0");
        assertThat(counts(done, "data.preview.counts")).isEqualTo("created 1, updated 1, skipped 0, failed 0");
        assertThat(names()).containsExactly("Old", "Other");
    }

    @Test
    void held_rows_come_with_the_refused_ones() {
        ran(FILE, "{}");
        var done = ran(FILE, "{\"duplicates\": \"review\"}");
        assertThat(counts(done, "data.rows")).isEqualTo("created 0, updated 0, skipped 3, failed 0");
        var errors = api.get("/api/v1/imports/" + done.number("data.id") + "/errors");
        assertThat(errors.body().lines().count()).isEqualTo(4);
        assertThat(errors.body()).contains("held for review");
    }

    @Test
    void an_undo_gives_back_what_it_can() {
        var gone = workspace.user(Role.MANAGER);
        var owner = workspace.user(Role.MANAGER);
        api.post("/api/v1/leads", """
                {"external_id": "a", "first_name": "Old", "email": "old@example.com", "company": "Acme", "assigned_user_id": %d}
                """.formatted(gone.id()));
        var done = ran("""
                External id,Email,Company,Owner
                b,old@example.com,Zorn,%s
                """.formatted(owner.email()), """
                {"duplicates": "update", "match_on": ["email"],
                 "mapping": {"External id": "external_id", "Email": "email", "Company": "company",
                             "Owner": "assigned_user_id"}}
                """);
        assertThat(counts(done, "data.rows")).isEqualTo("created 0, updated 1, skipped 0, failed 0");
        api.post("/api/v1/leads", "{\"external_id\": \"a\", \"first_name\": \"Other\"}");
        server.bean(Users.class).remove(workspace.caller(), gone.id(), true);

        var id = done.number("data.id");
        act(id, "undo");
        assertThat(whenIs(id, "undone").number("data.rows.kept")).isEqualTo(1);
        var lead = lead("old@example.com");
        assertThat(lead.text("data.company")).isEqualTo("Acme");
        assertThat(lead.text("data.external_id")).isEqualTo("b");
        assertThat(lead.number("data.assigned_user_id")).isEqualTo(owner.id());
    }

    @Test
    void an_admin_undoes_what_somebody_brought_who_is_gone() {
        var manager = workspace.user(Role.MANAGER);
        var imports = server.bean(Imports.class);
        var one = imports.upload(
                workspace.caller(manager),
                "leads.csv",
                new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8)),
                ImportOptions.USUAL);
        imports.start(workspace.caller(manager), one.id());
        whenIs(one.id(), "completed");
        server.bean(Users.class).remove(workspace.caller(), manager.id(), true);
        act(one.id(), "undo");
        whenIs(one.id(), "undone");
        assertThat(names()).isEmpty();
    }
}
