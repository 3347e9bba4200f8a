package leadhub.automations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody sets automations up in the panel, and looks at what they did. */
class AutomationsByPageTest {
    private static final String MANUAL = "{'type': 'manual'}";
    private static final String NOTE = "{'id': 'note', 'type': 'add_note', 'config': {'text': 'Hello'}}";
    private static final String DELAY = "{'id': 'rest', 'type': 'delay', 'config': {'amount': 2, 'unit': 'days'}}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = workspace.panel(Role.MANAGER);

    @BeforeEach
    void look() {
        panel.get("/automations");
    }

    private long lead() {
        return api.post("/api/v1/leads", Rule.json("{'first_name': 'Sarah', 'source': 'website'}"))
                .number("data.id");
    }

    private Panel.Answer post(String path, String... fields) {
        var form = new LinkedHashMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return panel.post(path, form);
    }

    /** As somebody presses Publish, and then once more on the page that says what it means. */
    private void publish(BuilderForm form, long id, String... more) {
        assertThat(form.press("publish").header("Location")).endsWith("/publish");
        var done = post(
                "/automations/" + id + "/publish",
                Stream.concat(Stream.of("token", token(id), "turn_on", "yes"), Arrays.stream(more))
                        .toArray(String[]::new));
        assertThat(done.header("Location")).as(done.body()).isEqualTo("/automations/" + id);
    }

    private String token(long id) {
        var page = panel.get("/automations/" + id + "/publish").body();
        return page.replaceFirst("(?s).*name=\"token\" value=\"([^\"]*)\".*", "$1");
    }

    @Test
    void the_list_says_what_each_does_and_how_it_goes() {
        assertThat(panel.get("/automations").body()).contains("No automations yet", "Hot-lead alarm");
        var rule = Rule.create(api, MANUAL, DELAY, NOTE);
        rule.start(lead());
        rule.await("waiting", 1);
        assertThat(panel.get("/automations").body())
                .contains("When somebody starts it by hand: Wait 2 days, Add note", "1 run today", "1 waiting");
        assertThat(post("/automations/" + rule.id() + "/off", "waiting", "stop").status())
                .isEqualTo(303);
        assertThat(rule.run("stopped").get("reason").asString()).isEqualTo("automation_changed");
        assertThat(rule.get().at("data.is_active").asBoolean()).isFalse();
        post("/automations/" + rule.id() + "/on");
        assertThat(rule.get().at("data.is_active").asBoolean()).isTrue();
        post("/automations/" + rule.id() + "/delete");
        assertThat(panel.get("/automations").body()).doesNotContain("/automations/" + rule.id());
    }

    @Test
    void what_is_built_step_by_step_is_what_the_api_would_have_taken() {
        var id = created("");
        var form = BuilderForm.open(panel, id).with("name", "Website leads").with("t.sources", "website, fair");
        form.with("field.101", "country").with("is.101", "equals").with("value.101", "DE");
        var tag = form.add("", "add_tag");
        form.with("s." + tag + ".tag", "fresh");
        var task = form.add("", "create_task");
        form.with("s." + task + ".title", "Call")
                .with("s." + task + ".due.amount", "3")
                .with("s." + task + ".due.unit", "days")
                .with("s." + task + ".assignee", "yes");
        var delay = form.add("", "delay");
        form.with("d." + delay + ".amount", "2").with("d." + delay + ".unit", "hours");
        form.press("up:" + delay);
        publish(form, id, "create_tags", "yes");
        var made = api.get("/api/v1/automations/" + id).at("data");
        assertThat(made.get("is_active").asBoolean()).isTrue();
        assertThat(made.get("name").asString()).isEqualTo("Website leads");
        assertThat(made.get("trigger").toString())
                .isEqualTo(Rule.json("{'type':'lead_created','config':{'sources':['website','fair'],'conditions':"
                        + "{'match':'all','conditions':[{'field':'country','operator':'equals','value':'DE'}]}}}"));
        assertThat(made.at("/steps"))
                .isEqualTo(Json.MAPPER.readTree(Rule.json(
                        "[{'id':'%s','type':'action','action':'add_tag','config':{'tag':'fresh'}},".formatted(tag)
                                + "{'id':'%s','type':'delay','config':{'amount':2,'unit':'hours'}},".formatted(delay)
                                + "{'id':'%s','type':'action','action':'create_task','config':".formatted(task)
                                + "{'title':'Call','due':{'amount':3,'unit':'days'},'assignee':true}}]")));
    }

    @Test
    void a_task_with_a_kind_a_time_and_a_reminder_and_the_day_of_closing_are_built_as_the_api_takes_them() {
        var id = created("");
        var form = BuilderForm.open(panel, id).with("name", "Before it closes").with("trigger", "date_field");
        form.press("refresh");
        form.with("t.field", "expected_close_on").with("t.days", "-7").press("refresh");
        assertThat(panel.get("/automations/" + id).body())
                .contains("<option value=\"expected_close_on\" selected>Expected close date</option>");
        var task = form.add("", "create_task");
        form.with("s." + task + ".title", "Call")
                .with("s." + task + ".kind", "call")
                .with("s." + task + ".due.amount", "1")
                .with("s." + task + ".due.unit", "days")
                .with("s." + task + ".time", "14:30")
                .with("s." + task + ".reminder_minutes", "15");
        publish(form, id);
        var made = api.get("/api/v1/automations/" + id).at("data");
        assertThat(made.at("/trigger/config/field").asString()).isEqualTo("expected_close_on");
        assertThat(made.at("/steps/0/config"))
                .isEqualTo(
                        Json.MAPPER.readTree(
                                Rule.json(
                                        "{'title':'Call','kind':'call','due':{'amount':1,'unit':'days'},'time':'14:30','reminder_minutes':15}")));
    }

    private long created(String recipe, String... more) {
        var fields = new ArrayList<>(List.of("recipe", recipe));
        fields.addAll(java.util.Arrays.asList(more));
        var made = post("/automations", fields.toArray(String[]::new));
        assertThat(made.header("Location")).as(made.body()).startsWith("/automations/");
        return Long.parseLong(made.header("Location").replace("/automations/", ""));
    }

    @Test
    void a_branch_is_built_walked_through_with_buttons_and_joined() {
        var id = created("");
        var form = BuilderForm.open(panel, id);
        var branch = form.add("", "branch");
        var inside = form.add(branch + ".0", "add_note");
        form.with("s." + inside + ".text", "Inside");
        form.with("p." + branch + ".0", "Web");
        form.press("path:" + branch);
        // Down: from the first path to the second, to what happens otherwise, and out of the branch.
        form.press("down:" + inside);
        assertThat(steps(form).at("/0/config/paths/1/steps/0/config/text").asString())
                .isEqualTo("Inside");
        form.press("down:" + inside);
        assertThat(steps(form).at("/0/config/otherwise/steps/0/id").asString()).isEqualTo(inside);
        form.press("down:" + inside);
        assertThat(steps(form).at("/1/id").asString()).isEqualTo(inside);
        form.press("undo");
        assertThat(steps(form).at("/0/config/otherwise/steps/0/id").asString()).isEqualTo(inside);
        form.press("unpath:" + branch + ".1");
        assertThat(steps(form).at("/0/config/paths").size()).isEqualTo(1);
        assertThat(steps(form).at("/0/config/paths/0/name").asString()).isEqualTo("Web");
        publish(form, id);
        assertThat(api.get("/api/v1/automations/" + id).text("data.steps.0.config.paths.0.name"))
                .isEqualTo("Web");
    }

    private static JsonNode steps(BuilderForm form) {
        return Json.MAPPER.readTree(form.get("base")).required("steps");
    }

    @Test
    void what_the_builder_cant_edit_comes_out_as_it_went_in() {
        var rule = Rule.create(
                api,
                "{'type': 'lead_updated', 'config': {'conditions': {'match': 'any', 'conditions': ["
                        + "{'field': 'status', 'operator': 'changed_to', 'value': 'qualified'}, "
                        + "{'match': 'all', 'conditions': [{'field': 'source', 'operator': 'present'}]}]}}}",
                "{'id': 'pool', 'type': 'assign', 'config': {'mode': 'round_robin', 'users': [{'id': %d, 'weight': 3}]}}"
                        .formatted(workspace.user(Role.AGENT).id()),
                NOTE);
        var before = rule.get().at("data");
        var form = BuilderForm.open(panel, rule.id());
        assertThat(form.page()).contains("Status changed to Qualified");
        form.with("s.note.text", "Hello again");
        publish(form, rule.id());
        var after = rule.get().at("data");
        assertThat(after.get("trigger")).isEqualTo(before.get("trigger"));
        assertThat(after.at("/steps/0")).isEqualTo(before.at("/steps/0"));
        assertThat(after.at("/steps/1/config/text").asString()).isEqualTo("Hello again");
        // A kind that this version doesn't know, as the browser sends it back, is shown and kept to the byte.
        var strange = "{\"id\":\"far\",\"type\":\"teleport\",\"config\":{\"to\":\"Mars\",\"speed\":1.50}}";
        var base = "{\"name\":\"Strange\",\"trigger\":{\"type\":\"manual\",\"config\":{}},\"steps\":[" + strange + "]}";
        form = BuilderForm.open(panel, rule.id());
        form.with("base", base).press("save");
        assertThat(form.get("base")).contains(strange);
        assertThat(form.page()).contains("teleport", "can’t be edited here");
        assertThat(form.press("publish").status()).isEqualTo(422);
    }

    @Test
    void of_two_who_save_one_draft_the_second_is_told_and_loses_nothing() {
        var rule = Rule.create(api, MANUAL, NOTE);
        var mine = BuilderForm.open(panel, rule.id());
        var other = workspace.panel(Role.MANAGER);
        var theirs = BuilderForm.open(other, rule.id());
        theirs.with("s.note.text", "Theirs").press("save");
        var told = mine.with("s.note.text", "Mine").press("save");
        assertThat(told.status()).isEqualTo(422);
        assertThat(told.body()).contains("has changed this draft meanwhile");
        assertThat(mine.get("s.note.text")).isEqualTo("Mine");
        assertThat(BuilderForm.open(panel, rule.id()).get("s.note.text")).isEqualTo("Theirs");
        // Nothing but the button writes over what the other one saved: not what is typed next, and not what nobody saw.
        assertThat(mine.with("s.note.text", "Mine still").press("save").status())
                .isEqualTo(422);
        assertThat(BuilderForm.open(panel, rule.id()).get("s.note.text")).isEqualTo("Theirs");
        var seen = mine.button("overwrite:");
        theirs.with("s.note.text", "Theirs again").press("save");
        assertThat(mine.press(seen).status()).isEqualTo(422);
        assertThat(BuilderForm.open(panel, rule.id()).get("s.note.text")).isEqualTo("Theirs again");
        assertThat(post("/automations/" + rule.id() + "/discard", "token", mine.get("token"))
                        .header("Location"))
                .isEqualTo("/automations/" + rule.id());
        assertThat(BuilderForm.open(panel, rule.id()).get("s.note.text")).isEqualTo("Theirs again");
        assertThat(mine.page()).contains("Theirs again");
        mine.press(mine.button("overwrite:"));
        assertThat(mine.get("s.note.text")).isEqualTo("Mine still");
        // What was written over can be had back.
        mine.press("undo");
        assertThat(mine.get("s.note.text")).isEqualTo("Theirs again");
        assertThat(rule.get().text("data.steps.0.config.text")).isEqualTo("Hello");
    }

    @Test
    void errors_and_what_is_gone_are_told_where_they_stand() {
        var agent = workspace.user(Role.AGENT);
        var rule = Rule.create(
                api,
                MANUAL,
                "{'id': 'who', 'type': 'assign', 'config': {'mode': 'user', 'user_id': %d}}".formatted(agent.id()),
                NOTE);
        api.delete("/api/v1/users/" + agent.id() + "?force=true");
        assertThat(panel.get("/automations").body()).contains("Needs repair");
        var form = BuilderForm.open(panel, rule.id());
        assertThat(form.page()).contains("No longer exists (" + agent.id() + ")");
        form.with("s.note.text", "");
        assertThat(form.press("publish").status()).isEqualTo(422);
        assertThat(form.page())
                .contains("This can’t be published yet", "id=\"s-note-text-problem\">This field is required");
        form.with("s.who.mode", "nobody").with("s.note.text", "Hello").press("refresh");
        publish(form, rule.id());
        assertThat(rule.get().at("data.needs_repair").asBoolean()).isFalse();
    }

    @Test
    void publishing_says_what_becomes_of_runs_that_wait() {
        var rule = Rule.create(api, MANUAL, DELAY, NOTE);
        rule.start(lead());
        rule.start(lead());
        rule.await("waiting", 2);
        var form = BuilderForm.open(panel, rule.id());
        form.press("delete:rest");
        form.press("publish");
        var page = panel.get("/automations/" + rule.id() + "/publish").body();
        assertThat(page.replaceAll("\\s+", " "))
                .contains("Wait 2 days</th> <td class=\"end\">2</td> <td>Add note</td>");
        publish(form, rule.id(), "waiting", "move");
        rule.await("completed", 2);
        assertThat(rule.get().number("data.version")).isEqualTo(2);
    }

    @Test
    void a_draft_has_no_more_steps_than_can_be_published_and_sources_keep_their_commas() {
        var notes = Collections.nCopies(100, NOTE.replace("'id': 'note', ", "")).toArray(String[]::new);
        var rule = Rule.create(api, "{'type': 'lead_created', 'config': {'sources': ['a, b']}}", notes);
        var form = BuilderForm.open(panel, rule.id());
        assertThat(form.press("add:").status()).isEqualTo(422);
        form = BuilderForm.open(panel, rule.id());
        form.with("name", "Commas").press("save");
        assertThat(Json.MAPPER
                        .readTree(form.get("base"))
                        .at("/trigger/config/sources")
                        .toString())
                .isEqualTo("[\"a, b\"]");
    }

    @Test
    void what_is_too_large_for_a_form_is_only_shown() {
        var condition = "{'field': 'country', 'operator': 'equals', 'value': 'DE'}";
        var steps = Collections.nCopies(
                        100,
                        "{'type': 'condition', 'config': {'match': 'all', 'conditions': [%s]}}"
                                .formatted(String.join(", ", Collections.nCopies(20, condition))))
                .toArray(String[]::new);
        var rule = Rule.create(api, MANUAL, steps);
        assertThat(panel.get("/automations/" + rule.id()).body())
                .contains("too large for a form")
                .doesNotContain("builder-form");
    }

    @Test
    void a_tag_that_is_yet_to_be_made_hides_no_run_that_waits() {
        api.post("/api/v1/tags", Rule.json("{'name': 'known'}"));
        var tagged = "{'id': 'mark', 'type': 'add_tag', 'config': {'tag': 'known'}}";
        var rule = Rule.create(api, MANUAL, DELAY, tagged, NOTE);
        rule.start(lead());
        rule.await("waiting", 1);
        var form = BuilderForm.open(panel, rule.id());
        form.with("s.mark.tag", "brand new").press("delete:rest");
        form.press("publish");
        var page = panel.get("/automations/" + rule.id() + "/publish").body().replaceAll("\\s+", " ");
        assertThat(page)
                .contains(
                        "Create tags that don’t exist yet: brand new",
                        "Wait 2 days</th> <td class=\"end\">1</td> <td>Add tag");
        publish(form, rule.id(), "waiting", "move", "create_tags", "yes");
        rule.await("completed", 1);
    }

    @Test
    void fields_whose_changes_are_asked_for_stay_whether_or_not_the_builder_knows_them() {
        var fields = "{'type': 'lead_updated', 'config': {'fields': ['tags', 'custom_fields']}}";
        var rule = Rule.create(api, fields, NOTE);
        var form = BuilderForm.open(panel, rule.id());
        form.with("s.note.text", "Hello again");
        publish(form, rule.id());
        assertThat(rule.get().at("data.trigger.config.fields").toString()).isEqualTo("[\"tags\",\"custom_fields\"]");
        // What is offered can be published.
        form = BuilderForm.open(panel, rule.id());
        for (var name : form.offered("t.fields[]")) {
            form.with("t.fields[]", name);
        }
        publish(form, rule.id());
        assertThat(rule.get().at("data.trigger.config.fields").size()).isGreaterThan(10);
    }

    @Test
    void a_change_by_the_api_that_makes_no_version_is_told_too() {
        var rule = Rule.create(api, MANUAL, NOTE);
        BuilderForm.open(panel, rule.id()).with("s.note.text", "Draft").press("save");
        rule.patch("{'is_active': false}");
        assertThat(BuilderForm.open(panel, rule.id()).page()).doesNotContain("was published since");
        rule.patch("{'exit_when': {'match': 'any', 'conditions': [{'event': 'won'}]}}");
        assertThat(BuilderForm.open(panel, rule.id()).page()).contains("was published since");
        assertThat(panel.get("/automations/" + rule.id() + "/publish").body()).contains("was published since");
    }

    @Test
    void a_secret_that_was_taken_back_is_not_published() {
        try (var receiver = Receiver.willing()) {
            var id = created("");
            var form = BuilderForm.open(panel, id).with("trigger", "manual");
            var hook = form.add("", "send_webhook");
            form.with("s." + hook + ".url", receiver.url())
                    .with("s." + hook + ".headers", "X-Token: first")
                    .press("save");
            form.with("s." + hook + ".headers", "X-Token: second").press("save");
            form.press("undo");
            publish(form, id);
            new Rule(api, id).start(lead());
            assertThat(receiver.await(1).getFirst().header("X-Token")).isEqualTo("first");
        }
    }

    @Test
    void secrets_are_kept_apart_and_never_shown() {
        try (var receiver = Receiver.willing()) {
            var id = created("");
            var form = BuilderForm.open(panel, id).with("trigger", "manual");
            var hook = form.add("", "send_webhook");
            form.with("s." + hook + ".url", receiver.url())
                    .with("s." + hook + ".secret", "secret-enough-for-all")
                    .with("s." + hook + ".headers", "X-Token: top secret");
            form.press("save");
            assertThat(form.page())
                    .doesNotContain("secret-enough", "top secret")
                    .contains("X-Token: ***");
            form.with("s." + hook + ".headers", "X-Token: ***").press("save");
            publish(form, id);
            new Rule(api, id).start(lead());
            var heard = receiver.await(1).getFirst();
            assertThat(heard.header("X-Token")).isEqualTo("top secret");
            assertThat(heard.header("X-LeadHub-Signature")).isNotEmpty();
        }
    }

    @Test
    void a_recipe_works_after_one_choice() {
        var template = api.post(
                        "/api/v1/email-templates", Rule.json("{'name': 'Hello', 'subject': 'Welcome', 'body': 'Hi!'}"))
                .text("data.id");
        var welcome = created("welcome", "choice", template);
        publish(BuilderForm.open(panel, welcome), welcome);
        var made = api.get("/api/v1/automations/" + welcome).at("data");
        assertThat(made.get("is_active").asBoolean()).isTrue();
        assertThat(made.get("re_entry").asString()).isEqualTo("once");
        assertThat(made.at("/steps/1/config/template_id").asString()).isEqualTo(template);
        var hot = created("hot_lead", "choice", "75");
        assertThat(api.get("/api/v1/automations/" + hot).number("data.trigger.config.threshold"))
                .isEqualTo(75);
        assertThat(created("round_robin")).isPositive();
        assertThat(created("lost")).isPositive();
        assertThat(post("/automations", "recipe", "won", "choice", "").header("Location"))
                .isEqualTo("/automations");
    }

    @Test
    void runs_are_found_drawn_and_tried_again() {
        try (var receiver = Receiver.answering(500)) {
            var rule = Rule.create(
                    api,
                    MANUAL,
                    NOTE,
                    "{'id': 'post', 'type': 'send_webhook', 'config': {'url': '%s'}}".formatted(receiver.url()),
                    "{'id': 'score', 'type': 'change_score', 'config': {'points': 5}}");
            var lead = lead();
            var history = "/automations/" + rule.id() + "/runs";
            assertThat(panel.get(history).body()).contains("No runs yet");
            var run = rule.start(lead).number("data.id");
            for (var attempts = 1; attempts <= 4; attempts++) {
                receiver.await(attempts);
                rule.await(attempts < 4 ? "waiting" : "failed", 1);
                server.clock().pass(Duration.ofMinutes(31));
            }
            assertThat(panel.get(history + "?status=failed&lead=" + lead).body())
                    .contains(history + "/" + run, "Sarah", "A step failed");
            assertThat(panel.get(history + "?status=completed").body()).contains("No runs match");
            assertThat(panel.get(history + "?from=2020-01-01&to=2020-02-01").body())
                    .contains("No runs match");
            assertThat(panel.get(history + "?from=soon").body()).contains("Enter days");
            var page = panel.get(history + "/" + run).body();
            assertThat(page).contains("Add note", "status_500", "Retry from the failed step", "4 attempts");
            assertThat(panel.get("/automations/" + rule.id()).body()).contains("1 failed", "1 done");
            receiver.become(Receiver.status(200));
            post(history + "/" + run + "/retry");
            rule.await("completed", 1);
            assertThat(panel.get(history + "/" + run).body()).contains("Answered 200", "Score: 0 → 5");
            assertThat(api.get("/api/v1/leads/" + lead + "/notes").number("meta.total"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_waiting_run_shows_what_is_to_come_and_is_stopped() {
        var rule = Rule.create(api, MANUAL, DELAY, NOTE);
        var run = rule.start(lead()).number("data.id");
        rule.await("waiting", 1);
        var path = "/automations/" + rule.id() + "/runs/" + run;
        assertThat(panel.get(path).body()).contains("Waiting until", "way-step is-next", "Add note");
        post(path + "/cancel");
        assertThat(panel.get(path).body()).contains("Stopped by hand");
    }

    @Test
    void a_leads_page_shows_its_runs_starts_one_and_says_why_others_didnt_run() {
        var rule = Rule.create(api, MANUAL, NOTE);
        Rule.create(
                api,
                "{'type': 'lead_created', 'config': {'conditions': [{'field': 'source', 'operator': 'equals', 'value': 'fair'}]}}",
                NOTE);
        var lead = lead();
        var path = "/leads/" + lead + "/automations";
        assertThat(panel.get(path).body()).contains("Asked for: Source is fair. There was: website");
        var dry = post(path + "/start", "automation", Long.toString(rule.id()), "dry", "yes");
        assertThat(dry.body()).contains("Nothing of this was done", "Would be done");
        assertThat(api.get("/api/v1/leads/" + lead + "/notes").number("meta.total"))
                .isZero();
        assertThat(post(path + "/start", "automation", Long.toString(rule.id())).header("Location"))
                .startsWith("/automations/" + rule.id() + "/runs/");
        rule.await("completed", 1);
        assertThat(panel.get("/leads/" + lead + "/late").body()).contains("id=\"automations-title\"", "Completed");
        var agent = workspace.panel(Role.READ_ONLY);
        assertThat(agent.get("/leads/" + lead + "/late").body())
                .contains("Completed")
                .doesNotContain("/automations/" + rule.id());
        assertThat(agent.get(path).status()).isEqualTo(403);
    }

    @Test
    void a_draft_is_begun_anew_after_the_api_has_published_another_version() {
        var rule = Rule.create(api, MANUAL, NOTE);
        var form = BuilderForm.open(panel, rule.id());
        form.with("s.note.text", "Draft").press("save");
        rule.patch("{'steps': [{'id': 'note', 'type': 'add_note', 'config': {'text': 'By the API'}}]}");
        assertThat(BuilderForm.open(panel, rule.id()).page()).contains("Another version was published");
        assertThat(panel.get("/automations").body()).contains("Unpublished changes");
        post("/automations/" + rule.id() + "/discard", "token", form.get("token"));
        assertThat(BuilderForm.open(panel, rule.id()).get("s.note.text")).isEqualTo("By the API");
    }
}
