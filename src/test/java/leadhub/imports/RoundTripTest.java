package leadhub.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import leadhub.base.database.Sql;
import leadhub.fields.FieldKind;
import leadhub.jobs.Jobs.StepResult;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is exported can be imported again, whatever stands in it: elsewhere it becomes the same, and here it changes nothing. */
class RoundTripTest {
    private static final int LEADS = 60;
    private static final String NAMELESS = "Nobody";
    private static final List<String> OWN = List.of(
            "id",
            "lead_score",
            "possible_duplicate",
            "merged_from",
            "updated_at",
            "pipeline_id",
            "pipeline_stage_id",
            "assigned_user_id");
    private static final List<String> ODD = List.of(
            "=SUM(A1)",
            "+49 30",
            "-7",
            "@me",
            "'=x",
            "''@",
            "'",
            "'tis",
            "＝x",
            "'＠x",
            "a,b",
            "a;b|c",
            "say \"hi\"",
            "\"",
            "\"\"b",
            "日本語",
            "مرحبا",
            "e\u0301",
            "é",
            "1.234",
            "1,5",
            "007",
            "1e5",
            "4,91701E+11",
            "03/04/2024",
            "2024-01-02",
            "true",
            "null",
            "NULL",
            "[1]",
            "{\"a\":1}",
            "[",
            "{",
            "#N/A",
            "😀",
            "\\N",
            "C:\\temp\\",
            "12:30",
            "a  b",
            "a\u00a0b",
            "Doe, Jane",
            "x".repeat(255),
            "sep=;",
            "<b>&amp;</b>",
            "\u200bzero",
            "50 %",
            "n/a",
            "won");
    private static final List<String> LONG =
            List.of("two\nlines", "three\n\n=lines\n", "tab\there", "crlf\r\nline", "\"quoted\",\nand on");

    private final TestServer server = TestServer.get();
    private final Random random = new Random(20261126);
    private final JsonMapper json = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(strings = {"csv", "csv&delimiter=;&bom=1", "jsonl"})
    void leads_come_back_as_they_were(String format) {
        var here = prepared();
        var elsewhere = prepared();
        fill(here);
        var before = leads(here);
        assertThat(before).hasSize(LEADS);
        var columns = new ArrayList<String>();
        leads(here).getFirst().propertyNames().forEach(columns::add);
        columns.addAll(List.of("owner", "pipeline", "stage"));
        var file = here.leadHub()
                .get("/api/v1/leads/export?format=" + format + "&sort=created_at&direction=asc&columns="
                        + String.join(",", columns))
                .body();
        server.clock().pass(Duration.ofHours(1));

        taken(elsewhere, file, "{}", "created");
        assertThat(comparable(elsewhere, leads(elsewhere))).isEqualTo(comparable(here, before));
        taken(here, file, "{\"duplicates\": \"update\"}", "skipped");
        assertThat(leads(here)).isEqualTo(before);
    }

    private TestWorkspace prepared() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        api.post("/api/v1/users", "{\"name\": \"Ann\", \"email\": \"ann@example.com\"}");
        var made = api.post("/api/v1/pipelines", """
                {"name": "=Partners", "stages": [{"name": "New"}, {"name": "-Talks"}, {"name": "Won", "type": "won"}]}
                """);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        workspace.field("Note", FieldKind.TEXT);
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.field("Since", FieldKind.DATE);
        workspace.field("Partner", FieldKind.CHECKBOX);
        workspace.field("Size", FieldKind.DROPDOWN, "S", "=L");
        workspace.field("Colours", FieldKind.MULTI_SELECT, "red", "a,b");
        workspace.field("Site", FieldKind.URL);
        return workspace;
    }

    private void fill(TestWorkspace workspace) {
        var api = workspace.leadHub();
        var owner = api.get("/api/v1/users")
                .at("data")
                .valueStream()
                .filter(user -> user.at("/email").asString().equals("ann@example.com"))
                .findFirst()
                .orElseThrow()
                .at("/id")
                .asLong();
        var stages = new ArrayList<Long>();
        api.get("/api/v1/pipelines")
                .at("data")
                .forEach(pipeline -> pipeline.at("/stages")
                        .forEach(stage -> stages.add(stage.at("/id").asLong())));
        for (var i = 0; i < LEADS; i++) {
            var made = api.post("/api/v1/leads", lead(i, owner, stages).toString());
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            server.clock().pass(Duration.ofSeconds(1 + random.nextInt(100)));
        }
        // Programs have to say a name, but not all leads that come in by other ways have one.
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "update leads set first_name = null where workspace_id = ? and first_name = ?",
                        workspace.id(),
                        NAMELESS);
    }

    private ObjectNode lead(int number, long owner, List<Long> stages) {
        var lead = json.createObjectNode();
        lead.put("first_name", NAMELESS);
        for (var name : List.of(
                "first_name", "last_name", "company", "job_title", "country", "industry", "company_size", "source")) {
            maybe(() -> lead.put(name, cut(name, any(ODD))));
        }
        switch (number % 3) {
            case 0 -> lead.put("external_id", any(ODD).substring(0, 1) + number);
            case 1 -> lead.put("email", "o'neil+%d@example.com".formatted(number));
            default -> lead.put("phone", "+1 (415) 555-01%02d".formatted(number));
        }
        maybe(() -> lead.put("linkedin_url", "https://linkedin.com/in/x?a=1,2&b=" + number));
        maybe(() -> lead.put("notes", any(random.nextBoolean() ? LONG : ODD)));
        maybe(() -> lead.put("deal_value", any(List.of("0", "0.5", "1234.56", "1000000", "1234567.89"))));
        maybe(() -> lead.put("deal_currency", any(List.of("EUR", "JPY", "USD"))));
        maybe(() -> lead.put("lost_reason", any(ODD)));
        maybe(() -> lead.put("expected_close_on", any(List.of("2026-02-28", "2027-12-31"))));
        maybe(() -> lead.put("starred", true));
        maybe(() -> lead.put("assigned_user_id", owner));
        maybe(() -> lead.put("pipeline_stage_id", any(stages)));
        maybe(() -> lead.putArray("tags")
                .add(any(List.of("hot", "a,b", "=x", "日本")))
                .add("\"both\""));
        maybe(() -> lead.set("custom_fields", custom()));
        return lead;
    }

    private ObjectNode custom() {
        var custom = json.createObjectNode();
        maybe(() -> custom.put("note", any(ODD)));
        maybe(() -> custom.put("budget", any(List.of(1.234, 1500.0, -0.5, 1e12))));
        maybe(() -> custom.put("since", "2024-03-04"));
        maybe(() -> custom.put("partner", random.nextBoolean()));
        maybe(() -> custom.put("size", any(List.of("S", "=L"))));
        maybe(() -> ((ArrayNode) custom.putArray("colours")).add("a,b").add("red"));
        maybe(() -> custom.put("site", "https://example.com/?q=a;b"));
        maybe(() -> custom.put("undefined", any(ODD)));
        return custom;
    }

    private static String cut(String name, String text) {
        return name.equals("source") && text.length() > 50 ? text.substring(0, 50) : text;
    }

    private void maybe(Runnable something) {
        if (random.nextBoolean()) {
            something.run();
        }
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Imports all rows, each of which comes to the same. */
    private void taken(TestWorkspace workspace, String file, String options, String count) {
        var api = workspace.leadHub();
        var body = """
                --x
                Content-Disposition: form-data; name="options"

                %s
                --x
                Content-Disposition: form-data; name="file"; filename="leads"

                """.formatted(options).replace("\n", "\r\n") + file + "\r\n--x--\r\n";
        server.pauseJobs();
        try {
            var made = api.with("Content-Type", "multipart/form-data; boundary=x")
                    .sendBytes("POST", "/api/v1/imports", body.getBytes(StandardCharsets.UTF_8));
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            assertThat(made.number("data.preview.counts." + count))
                    .as(made.at("data.preview.rows")
                            .valueStream()
                            .filter(row -> !row.at("/status").asString().equals(count))
                            .limit(3)
                            .toList()
                            .toString())
                    .isEqualTo(LEADS);
            var id = made.number("data.id");
            api.post("/api/v1/imports/" + id + "/start", "{}");
            var steps = server.bean(ImportSteps.class);
            assertThat(steps.step(workspace.id(), id)).isEqualTo(StepResult.DONE);
            assertThat(api.get("/api/v1/imports/" + id).number("data.rows." + count))
                    .isEqualTo(LEADS);
        } finally {
            server.resumeJobs();
        }
    }

    private static List<ObjectNode> leads(TestWorkspace workspace) {
        return workspace
                .leadHub()
                .get("/api/v1/leads?per_page=100&sort=created_at&direction=asc")
                .at("data")
                .valueStream()
                .map(lead -> (ObjectNode) lead)
                .toList();
    }

    /** Without what belongs to a workspace, but with the names of it. */
    private static List<Map<String, JsonNode>> comparable(TestWorkspace workspace, List<ObjectNode> leads) {
        var names = new HashMap<String, JsonNode>();
        var api = workspace.leadHub();
        api.get("/api/v1/pipelines").at("data").forEach(pipeline -> {
            names.put("pipeline_id" + pipeline.at("/id"), pipeline.at("/name"));
            pipeline.at("/stages")
                    .forEach(stage -> names.put("pipeline_stage_id" + stage.at("/id"), stage.at("/name")));
        });
        api.get("/api/v1/users")
                .at("data")
                .forEach(user -> names.put("assigned_user_id" + user.at("/id"), user.at("/email")));
        return leads.stream()
                .map(lead -> {
                    var same = new HashMap<String, JsonNode>();
                    for (var member : lead.properties()) {
                        var name = names.get(member.getKey() + member.getValue());
                        if (name != null) {
                            same.put(member.getKey(), name);
                        } else if (!OWN.contains(member.getKey())) {
                            same.put(member.getKey(), member.getValue());
                        }
                    }
                    return (Map<String, JsonNode>) same;
                })
                .toList();
    }
}
