package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody draws a bot's flow, and is told what is wrong with it. */
class DrawFlowsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private String flow = "";

    @BeforeEach
    void begin() {
        var bot = api.post("/api/v1/bots", "{\"name\": \"Website\"}").text("data.id");
        flow = "/api/v1/bots/" + bot + "/flow";
    }

    /** What is wrong: {@code step path}. */
    private String problems(String steps) {
        var saved = api.patch(flow, "{\"steps\": " + steps + "}");
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
        return saved.at("data.problems")
                .valueStream()
                .map(one -> one.path("step_id").asString("-") + " "
                        + one.path("path").stringValue() + ": "
                        + one.path("message").stringValue())
                .collect(Collectors.joining("\n"));
    }

    private static String step(String id, String type, String config) {
        return "{\"id\": \"%s\", \"type\": \"%s\", \"config\": %s}".formatted(id, type, config);
    }

    @Test
    void what_leads_nowhere_is_named_at_its_step() {
        var choice = step(
                "c",
                "choice",
                "{\"text\": \"?\", \"paths\": [{\"name\": \"A\", \"steps\": ["
                        + step("in", "message", "{\"text\": \"Hi\"}")
                        + "]}, {\"name\": \"B\", \"steps\": [" + step("e", "end", "{}")
                        + "]}], \"otherwise\": {\"steps\": ["
                        + step("h", "hand_over", "{}") + "]}}");
        assertThat(problems("[" + choice + "]"))
                .isEqualTo(
                        "in steps.0.config.paths.0.steps.0: A way ends at the steps.0.config.paths.0.steps.0 step without"
                                + " handing over or ending the conversation.");
        assertThat(api.post(flow + "/publish", "{}").status()).isEqualTo(422);
        assertThat(problems("[" + choice + "," + step("x", "end", "{}") + "]")).isEmpty();
        assertThat(problems("[" + step("e", "end", "{}") + "," + step("after", "message", "{\"text\": \"?\"}") + "]"))
                .startsWith("after steps.1: No way leads to");
    }

    @Test
    void a_jump_that_goes_round_without_asking_is_refused() {
        var jump = step("j", "go_to", "{\"step\": \"m\"}");
        assertThat(problems("[" + step("m", "message", "{\"text\": \"Hi\"}") + "," + jump + "]"))
                .startsWith("j steps.1: The steps.1 step jumps back");
        assertThat(problems("[" + step("m", "text", "{\"text\": \"Hi?\"}") + "," + jump + "]"))
                .isEmpty();
        assertThat(problems("[" + step("j", "go_to", "{\"step\": \"gone\"}") + "]"))
                .startsWith("j steps.0.config.step:");
    }

    @Test
    void what_is_missing_or_wrong_is_named_at_its_field() {
        assertThat(problems("[" + step("a", "text", "{}") + "," + step("a", "nonsense", "{}") + ","
                        + step("s", "set_field", "{\"field\": \"email\", \"value\": \"x\"}") + ","
                        + step("t", "add_tag", "{}") + ","
                        + step(
                                "b",
                                "branch",
                                "{\"paths\": [{\"conditions\": [{\"field\": \"status\", \"operator\": \"equals\","
                                        + " \"value\": \"new\"}]}]}")
                        + ","
                        + step(
                                "c",
                                "choice",
                                "{\"text\": \"?\", \"paths\": [{\"name\": \"One\"}, {\"name\": \"one \"}]}")
                        + ","
                        + step("e", "end", "{}") + "]"))
                .contains("a steps.0.config.text: ")
                .contains("steps.1.id: ")
                .contains("steps.1.type: ")
                .contains("s steps.2.config.field: ")
                .contains("t steps.3.config.tag: ")
                .contains("b steps.4.config.paths.0.conditions.0.field: ")
                .contains("c steps.5.config.paths.1.name: ");
    }

    @Test
    void a_tag_or_field_that_a_flow_needs_is_not_deleted_unseen() {
        var tag = api.post("/api/v1/tags", "{\"name\": \"Hot\"}").number("data.id");
        assertThat(problems("[" + step("t", "add_tag", "{\"tag\": \"Hot\"}") + "," + step("e", "end", "{}") + "]"))
                .isEmpty();
        api.post(flow + "/publish", "{}");
        var refused = api.delete("/api/v1/tags/" + tag);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Website");
        api.patch("/api/v1/tags/" + tag, "{\"name\": \"Very hot\"}");
        assertThat(api.get(flow).text("data.steps.0.config.tag")).isEqualTo("Very hot");
        api.delete("/api/v1/tags/" + tag + "?force=true");
    }

    @Test
    void a_draft_is_tried_out_without_a_lead() {
        problems("[" + step("m", "email", "{\"text\": \"Mail?\"}") + ","
                + step("t", "add_tag", "{\"tag\": \"New one\"}") + ","
                + step(
                        "b",
                        "branch",
                        "{\"paths\": [{\"conditions\": [{\"field\": \"is_open\", \"operator\": \"equals\", \"value\":"
                                + " true}], \"steps\": [" + step("h", "hand_over", "{\"text\": \"A moment.\"}")
                                + "]}]}")
                + "," + step("e", "end", "{\"text\": \"Bye.\"}") + "]");
        var tried = api.post(flow + "/try", "{\"said\": [\"what?\", \"a@example.com\"], \"is_open\": false}");
        assertThat(tried.status()).as(tried.body()).isEqualTo(200);
        assertThat(tried.at("data.messages")
                        .valueStream()
                        .map(one -> one.path("content").stringValue())
                        .collect(Collectors.joining("|")))
                .startsWith("Mail?|what?|That doesn’t look like")
                .endsWith("a@example.com|Bye.");
        assertThat(tried.text("data.outcome")).isEqualTo("ended");
        assertThat(tried.text("data.fields.email")).isEqualTo("a@example.com");
        assertThat(tried.text("data.tags.0")).isEqualTo("New one");
        assertThat(api.post(flow + "/try", "{\"said\": [\"a@example.com\"], \"is_open\": true}")
                        .text("data.outcome"))
                .isEqualTo("handed_over");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
        assertThat(api.get("/api/v1/conversations").number("meta.total")).isZero();
        assertThat(api.get("/api/v1/tags").body()).doesNotContain("New one");
    }

    @Test
    void null_goes_back_to_what_is_published() {
        problems("[" + step("e", "end", "{\"text\": \"One.\"}") + "]");
        assertThat(api.post(flow + "/publish", "{}").number("data.version")).isEqualTo(1);
        problems("[" + step("e", "end", "{\"text\": \"Two.\"}") + "]");
        assertThat(api.get(flow).text("data.draft.0.config.text")).isEqualTo("Two.");
        var back = api.patch(flow, "{\"steps\": null}");
        assertThat(back.at("data.draft").isNull()).isTrue();
        assertThat(back.text("data.steps.0.config.text")).isEqualTo("One.");
    }
}
