package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import leadhub.automations.Rule;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.database.Sql;
import leadhub.notifications.Notification;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.Notifications;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a lead is lost is asked of people, may be said by programs, and goes with being lost. */
class LoseLeadsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel manager = workspace.panel(Role.MANAGER);
    private final String pipeline = api.get("/api/v1/pipelines").text("data.0.id");

    @BeforeEach
    void look() {
        manager.get("/leads");
    }

    private String stage(String name) {
        return api.get("/api/v1/pipelines")
                .at("data.0.stages")
                .valueStream()
                .filter(stage -> stage.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private String add(String members) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\"" + members + "}")
                .text("data.id");
    }

    private String now(String id, String member) {
        var value = api.get("/api/v1/leads/" + id).at("data." + member);
        return value.isNull() ? "" : value.asString();
    }

    private void insist() {
        api.post("/api/v1/lost-reasons", "{\"name\": \"Price\"}");
        manager.post("/settings/lost-reasons/required", Map.of("is_required", "1"));
    }

    private String undo() {
        var said = URLDecoder.decode(manager.cookie("leadhub-toast"), StandardCharsets.UTF_8);
        return said.substring(0, said.indexOf('\n'));
    }

    @Test
    void programs_say_why_and_when_or_leave_it() {
        var id = add(", \"status\": \"lost\", \"lost_reason\": \" Too dear \", \"expected_close_on\": \"2026-05-31\"");
        assertThat(now(id, "lost_reason")).isEqualTo("Too dear");
        assertThat(now(id, "expected_close_on")).isEqualTo("2026-05-31");
        api.patch("/api/v1/leads/" + id, "{\"notes\": \"x\"}");
        assertThat(now(id, "lost_reason")).isEqualTo("Too dear");
        api.patch("/api/v1/leads/" + id, "{\"status\": \"contacted\"}");
        assertThat(now(id, "lost_reason")).as("it is lost no more").isEmpty();
        assertThat(now(id, "expected_close_on")).isEqualTo("2026-05-31");
        api.patch("/api/v1/leads/" + id, "{\"expected_close_on\": null}");
        assertThat(now(id, "expected_close_on")).isEmpty();
        for (var wrong : new String[] {"soon", "2026-02-30", "31.5.2026", "2026-05-31T10:00:00Z"}) {
            var refused = api.patch("/api/v1/leads/" + id, "{\"expected_close_on\": \"" + wrong + "\"}");
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.text("errors.expected_close_on.0"))
                    .isEqualTo("The expected close on field must be a valid date.");
        }
    }

    @Test
    void what_a_workspace_insists_on_holds_for_people_and_not_for_programs() {
        insist();
        var id = add("");
        var lost = stage("Lost");
        assertThat(api.patch("/api/v1/leads/" + id, "{\"pipeline_stage_id\": " + lost + "}")
                        .status())
                .isEqualTo(200);
        api.patch("/api/v1/leads/" + id, "{\"pipeline_stage_id\": %s, \"status\": \"new\"}".formatted(stage("New")));
        var refused = manager.post("/leads/" + id, Map.of("pipeline_stage_id", lost));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Your workspace requires a reason.");
        assertThat(manager.post("/leads/" + id, Map.of("status", "lost")).status())
                .isEqualTo(422);
        assertThat(manager.post("/leads/" + id + "/cell", Map.of("column", "status", "status", "lost"))
                        .status())
                .isEqualTo(422);
        assertThat(manager.post("/board/" + pipeline + "/" + lost, Map.of("lead", id))
                        .status())
                .isEqualTo(422);
        assertThat(manager.post("/bulk", Map.of("ids[]", id, "status", "lost", "query", ""))
                        .status())
                .isEqualTo(422);
        assertThat(manager.post("/bulk", Map.of("ids[]", id, "pipeline_stage_id", lost, "query", ""))
                        .status())
                .isEqualTo(422);
        assertThat(now(id, "status")).isEqualTo("new");
        manager.post("/board/" + pipeline + "/" + lost, Map.of("lead", id, "lost_reason", "Price"));
        assertThat(now(id, "status")).isEqualTo("lost");
        assertThat(now(id, "lost_reason")).isEqualTo("Price");
        // It is lost already, so nobody has to say so again.
        assertThat(manager.post("/leads/" + id, Map.of("company", "Acme")).status())
                .isEqualTo(303);
    }

    @Test
    void somebody_says_why_with_a_note_and_takes_it_back_and_forth() {
        api.post("/api/v1/lost-reasons", "{\"name\": \"Price\"}");
        var id = add("");
        var lost = new HashMap<>(Map.of("pipeline_stage_id", stage("Lost"), "lost_reason", "Price"));
        lost.put("lost_note", "They wanted it for nothing.");
        assertThat(manager.post("/leads/" + id, lost).status()).isEqualTo(303);
        var undoLosing = undo();
        assertThat(now(id, "lost_reason")).isEqualTo("Price");
        var page = manager.get("/leads/" + id).body();
        assertThat(page).contains("They wanted it for nothing.", "Lost reason");
        assertThat(api.get("/api/v1/leads/" + id + "/notes").text("data.0.body"))
                .isEqualTo("They wanted it for nothing.");
        manager.post("/leads/" + id, Map.of("pipeline_stage_id", stage("Contacted")));
        assertThat(now(id, "lost_reason")).isEmpty();
        assertThat(manager.post(undo(), Map.of()).status()).isEqualTo(303);
        assertThat(now(id, "status")).isEqualTo("lost");
        assertThat(now(id, "lost_reason")).as("what it was before").isEqualTo("Price");
        assertThat(undoLosing).contains("/undo/");
    }

    @Test
    void many_are_lost_for_one_reason_and_all_come_back() {
        api.post("/api/v1/lost-reasons", "{\"name\": \"Price\"}");
        var open = add("");
        var known = add(", \"status\": \"lost\", \"lost_reason\": \"Known before\"");
        var some = Map.of("ids[0]", open, "ids[1]", known, "status", "lost", "lost_reason", "Price", "query", "");
        var changed = manager.post("/bulk", some);
        assertThat(changed.status()).as(changed.body()).isEqualTo(303);
        assertThat(now(open, "status")).isEqualTo("lost");
        assertThat(now(open, "lost_reason")).isEqualTo("Price");
        assertThat(now(known, "lost_reason")).isEqualTo("Known before");
        var undo = undo();
        manager.post(undo, Map.of());
        assertThat(now(open, "status")).isEqualTo("new");
        assertThat(now(open, "lost_reason")).isEmpty();
        assertThat(now(known, "lost_reason")).isEqualTo("Known before");
    }

    private List<String> notes(String id) {
        return api.get("/api/v1/leads/" + id + "/notes")
                .at("data")
                .valueStream()
                .map(note -> note.path("body").asString() + " by "
                        + note.at("/author/type").asString())
                .toList();
    }

    @Test
    void many_are_lost_with_a_note_on_each_that_was_not_lost_before() {
        var open = add("");
        var other = add("");
        var known = add(", \"status\": \"lost\", \"lost_reason\": \"Known before\"");
        var lost = new HashMap<>(Map.of("ids[0]", open, "ids[1]", known, "ids[2]", other, "query", ""));
        lost.putAll(Map.of("pipeline_stage_id", stage("Lost"), "lost_reason", "Price", "lost_note", "Gone to *Acme*."));
        assertThat(manager.post("/bulk", lost).status()).isEqualTo(303);
        for (var id : List.of(open, other)) {
            assertThat(now(id, "lost_reason")).isEqualTo("Price");
            assertThat(notes(id)).containsExactly("Gone to *Acme*. by user");
            assertThat(manager.get("/leads/" + id).body()).contains("<em>Acme</em>");
        }
        assertThat(notes(known)).isEmpty();
        assertThat(now(known, "lost_reason")).isEqualTo("Known before");
        manager.post(undo(), Map.of());
        assertThat(now(open, "lost_reason")).isEmpty();
        assertThat(notes(open)).as("what somebody said stays said").hasSize(1);
        var tooLong = new HashMap<>(Map.of("ids[0]", open, "status", "lost", "query", ""));
        tooLong.put("lost_note", "x".repeat(5_001));
        assertThat(manager.post("/bulk", tooLong).status()).isEqualTo(422);
        assertThat(now(open, "status")).isEqualTo("new");
    }

    @Test
    void a_note_on_many_lost_leads_costs_no_more_than_on_a_few() {
        var plain = Map.of("status", "lost", "query", "");
        var noted = Map.of("status", "lost", "lost_note", "Too dear", "query", "");
        server.pauseJobs();
        try {
            var few = leastOf(noted, 3) - leastOf(plain, 3);
            assertThat(leastOf(noted, 30) - leastOf(plain, 30)).isEqualTo(few);
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void whom_a_note_on_many_lost_leads_names_is_told_once() {
        var bob = workspace.user(Role.MANAGER);
        costs(Map.of("status", "lost", "lost_note", "See @" + bob.name(), "query", ""), 5);
        assertThat(server.bean(Notifications.class).list(workspace.caller(bob), new Slice(0, 50)))
                .hasSize(1);
    }

    @Test
    void whom_a_note_names_is_told_once_of_a_change_of_many_steps_and_of_a_lead_that_they_see() {
        var bob = workspace.user(Role.AGENT);
        var carol = workspace.user(Role.AGENT);
        var dora = workspace.user(Role.MANAGER);
        var first = add(", \"assigned_user_id\": " + carol.id());
        // Each step begins with one of Carol's.
        server.bean(Sql.class).update(workspace.id(), """
                insert into leads (workspace_id, pipeline_id, stage_id, source, status, assigned_user_id, search_text, created_at, updated_at)
                select workspace_id, pipeline_id, stage_id, source, status, case when number % 2 = 0 then ? else ? end, '', created_at, updated_at
                from leads
                cross join generate_series(1, 450) number
                where workspace_id = ?
                  and id = ?
                """, carol.id(), bob.id(), workspace.id(), Long.parseLong(first));
        var config = "{\"status\": \"lost\", \"lost_note\": \"See @%s, @%s\"}".formatted(bob.name(), dora.name());
        var change = api.post(
                        "/api/v1/leads/bulk-changes",
                        "{\"filter\": {\"status\": \"new\"}, \"action\": \"change_status\", \"config\": " + config
                                + "}")
                .text("data.id");
        Await.until(() -> api.get("/api/v1/leads/bulk-changes/" + change)
                .text("data.status")
                .equals("completed"));
        assertThat(mentions(dora)).containsExactly("/leads/" + first);
        assertThat(mentions(bob)).singleElement().isNotEqualTo("/leads/" + first);
    }

    private List<String> mentions(User user) {
        return server.bean(Notifications.class).list(workspace.caller(user), new Slice(0, 50)).stream()
                .filter(one -> one.kind() == NotificationKind.MENTION)
                .map(Notification::path)
                .toList();
    }

    /** Of a few tries, for the first one remembers what the others know. */
    private long leastOf(Map<String, String> wanted, int leads) {
        return IntStream.range(0, 3).mapToLong(i -> costs(wanted, leads)).min().orElseThrow();
    }

    private long costs(Map<String, String> wanted, int leads) {
        var form = new HashMap<>(wanted);
        for (var i = 0; i < leads; i++) {
            form.put("ids[" + i + "]", add(""));
        }
        var before = server.bean(Sql.class).statementCount();
        assertThat(manager.post("/bulk", form).status()).isEqualTo(303);
        return server.bean(Sql.class).statementCount() - before;
    }

    @Test
    void programs_and_automations_note_it_too() {
        var id = add("");
        var bulk = api.post(
                "/api/v1/leads/bulk-changes",
                "{\"filter\": {\"status\": \"new\"}, \"action\": \"change_status\", \"config\": {\"status\": \"lost\", \"lost_note\": \"No budget\"}}");
        assertThat(bulk.status()).as(bulk.body()).isBetween(200, 202);
        assertThat(bulk.text("data.config.lost_note")).isEqualTo("No budget");
        assertThat(notes(id)).containsExactly("No budget by api_key");
        var rule = Rule.create(
                api,
                "{'type': 'manual'}",
                "{'type': 'move_stage', 'config': {'pipeline_stage_id': %s, 'lost_note': 'Went quiet'}}"
                        .formatted(stage("Lost")));
        var quiet = add("");
        rule.start(Long.parseLong(quiet));
        rule.run("completed");
        assertThat(notes(quiet)).containsExactly("Went quiet by automation");
        rule.start(Long.parseLong(quiet));
        rule.await("completed", 2);
        assertThat(notes(quiet)).as("lost already").hasSize(1);
    }

    @Test
    void it_is_found_by_filters_said_by_events_and_written_by_actions() {
        api.post("/api/v1/lost-reasons", "{\"name\": \"Price\"}");
        var id = add(", \"expected_close_on\": \"2026-05-31\"");
        var bulk = api.post(
                "/api/v1/leads/bulk-changes",
                "{\"filter\": {\"status\": \"new\"}, \"action\": \"change_status\", \"config\": {\"status\": \"lost\", \"lost_reason\": \"Price\"}}");
        assertThat(bulk.status()).as(bulk.body()).isBetween(200, 202);
        assertThat(now(id, "lost_reason")).isEqualTo("Price");
        // The latest are told of as soon as nobody who began before is still writing.
        Await.until(() -> api.get("/api/v1/events?per_page=100").body().contains("\"lost_reason\":\"Price\""));
        var events = api.get("/api/v1/events?per_page=100").body();
        assertThat(events)
                .contains(
                        "\"lost_reason\":{\"from\":null,\"to\":\"Price\"}",
                        "\"lost_reason\":\"Price\"",
                        "\"expected_close_on\":\"2026-05-31\"");
        var filter = "/leads?field.1=lost_reason&is.1=equals&value.1=price";
        assertThat(manager.get(filter).body()).contains("/leads/" + id + "\"");
        assertThat(manager.get("/leads?field.1=expected_close_on&is.1=less&value.1=2026-06-01")
                        .body())
                .contains("/leads/" + id + "\"");
        assertThat(manager.get("/leads?field.1=expected_close_on&is.1=greater&value.1=2026-05-31")
                        .body())
                .doesNotContain("/leads/" + id + "\"");
        var csv = api.get("/api/v1/leads/export?columns=lost_reason,expected_close_on")
                .body();
        assertThat(csv).contains("Price,2026-05-31");
        assertThat(manager.get("/leads/" + id).body()).contains("value=\"2026-05-31\"", "value=\"Price\" selected");
    }

    @Test
    void a_merged_lead_takes_the_reason_with_the_status() {
        var survivor = add("");
        var loser = add(", \"status\": \"lost\", \"lost_reason\": \"Price\"");
        var kept = api.post("/api/v1/leads/" + survivor + "/merge", "{\"lead_id\": " + loser + ", \"dry_run\": true}");
        assertThat(kept.at("data.lost_reason").isNull()).isTrue();
        var taken = api.post(
                "/api/v1/leads/" + survivor + "/merge",
                "{\"lead_id\": " + loser + ", \"fields\": {\"status\": \"loser\"}}");
        assertThat(taken.text("data.status")).isEqualTo("lost");
        assertThat(taken.text("data.lost_reason")).isEqualTo("Price");
    }
}
