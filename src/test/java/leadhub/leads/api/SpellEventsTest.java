package leadhub.leads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.conditions.Comparison;
import leadhub.events.EventFeed;
import leadhub.events.EventId;
import leadhub.events.EventPage;
import leadhub.events.PublicEvent;
import leadhub.fields.FieldKind;
import leadhub.leads.ManyLeads;
import leadhub.leads.deleted.DeletedLeads;
import leadhub.leads.record.StateChange;
import leadhub.samples.LeadSeed;
import leadhub.tags.Tags;
import leadhub.testing.ApiClient;
import leadhub.testing.FollowingFeature;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What programs outside are told of an event: the same bytes at once and weeks later, and all as it was then. */
class SpellEventsTest {
    private static final List<String> TEXTS =
            List.of("Ann", "Müller", "佐藤 太郎", "a \"quote\" \\ and \u2028", "😀", "<b>&amp;</b>", "1000.00");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final EventBody spelling = server.bean(EventBody.class);
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    SpellEventsTest() {
        server.bean(FollowingFeature.class).follow(workspace, event -> {
            event.published().forEach(one -> heard.add(spelled(one)));
            return true;
        });
    }

    @Test
    void a_changed_lead_is_told_whole_in_the_words_of_the_contract() {
        var owner = workspace.user(Role.AGENT);
        var pipeline = api.get("/api/v1/pipelines").at("data.0");
        var id = create("{\"first_name\": \"Ann\", \"deal_value\": 1000, \"custom_fields\": {\"x\": 1.50}}");
        server.clock().pass(java.time.Duration.ofSeconds(90));
        change(
                id,
                "{\"status\": \"lost\", \"assigned_user_id\": %d, \"deal_value\": 1000.5, \"tags\": [\"a\"], \"custom_fields\": {\"x\": 2.00}}"
                        .formatted(owner.id()));
        var lead = api.get("/api/v1/leads/" + id).at("data");
        var bodies = all();
        var updated = Json.MAPPER.readTree(bodies.get(1));
        assertThat(updated.propertyNames())
                .containsExactly("id", "event", "occurred_at", "sequence", "caused_by", "changes", "lead");
        assertThat(updated.path("event").asString()).isEqualTo("lead.updated");
        assertThat(updated.path("sequence").asInt()).isEqualTo(2);
        assertThat(updated.path("caused_by").path("type").asString()).isEqualTo("api_key");
        assertThat(updated.path("changes").toString())
                .isEqualTo(
                        "{\"status\":{\"from\":\"new\",\"to\":\"lost\"},\"assigned_user_id\":{\"from\":null,\"to\":%d},\"deal_value\":{\"from\":1000,\"to\":1000.5},\"tags\":{\"from\":[],\"to\":[\"a\"]},\"custom_fields.x\":{\"from\":1.5,\"to\":2}}"
                                .formatted(owner.id()));
        assertThat(updated.path("lead").toString())
                .isEqualTo(("{\"id\":%d,\"first_name\":\"Ann\",\"last_name\":null,\"email\":null,\"phone\":null,"
                                + "\"company\":null,\"source\":\"api\",\"status\":\"lost\",\"lead_score\":0,"
                                + "\"deal_value\":1000.5,\"deal_currency\":null,\"lost_reason\":null,"
                                + "\"expected_close_on\":null,\"pipeline\":\"%s\",\"stage\":\"%s\",\"assigned_to\":\"%s\","
                                + "\"tags\":[\"a\"],\"custom_fields\":{\"x\":2},\"created_at\":\"%s\",\"updated_at\":\"%s\"}")
                        .formatted(
                                id,
                                pipeline.path("name").asString(),
                                pipeline.at("/stages/0/name").asString(),
                                owner.email(),
                                inZ(lead.path("created_at")),
                                inZ(lead.path("updated_at"))));
        assertThat(updated.path("occurred_at").asString()).matches("2[0-9-]{9}T[0-9:]{8}Z");
        assertThat(Json.MAPPER.readTree(bodies.getFirst()).path("changes").toString())
                .isEqualTo("{}");
        assertThat(bodies).isEqualTo(heard);
    }

    @Test
    void names_are_those_of_then() {
        var owner = workspace.user(Role.AGENT);
        var id = create(
                "{\"first_name\": \"Ann\", \"tags\": [\"early\"], \"assigned_user_id\": %d}".formatted(owner.id()));
        workspace.rule("status", Comparison.EQUALS, "new", 10);
        workspace.scoreAll();
        var before = all();
        var pipeline = api.get("/api/v1/pipelines").at("data.0");
        api.patch("/api/v1/pipelines/" + pipeline.path("id"), "{\"name\": \"Other pipeline\"}");
        api.patch(
                "/api/v1/pipelines/%s/stages/%s".formatted(pipeline.path("id"), pipeline.at("/stages/0/id")),
                "{\"name\": \"Other stage\"}");
        var tag = server.bean(Tags.class).named(workspace.caller(), "early").orElseThrow();
        api.patch("/api/v1/tags/" + tag.id(), "{\"name\": \"late\"}");
        api.delete("/api/v1/users/" + owner.id());
        assertThat(all()).isEqualTo(before).isEqualTo(heard);
        change(id, "{\"notes\": \"now\"}");
        var lead = Json.MAPPER.readTree(all().getLast()).path("lead");
        assertThat(lead.path("pipeline").asString()).isEqualTo("Other pipeline");
        assertThat(lead.path("stage").asString()).isEqualTo("Other stage");
        assertThat(lead.path("tags").toString()).isEqualTo("[\"late\"]");
        // Who is gone still has it, under the address by which others know them.
        assertThat(lead.path("assigned_to").asString()).isEqualTo(owner.email());
    }

    @Test
    void whoever_changes_leads_in_whatever_way_listeners_and_readers_get_the_same_bytes() {
        var random = new Random(11);
        var owner = workspace.user(Role.AGENT).id();
        fields();
        var stages = api.get("/api/v1/pipelines").at("data.0.stages");
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 12; i++) {
            ids.add(create(body(random, owner)));
            var stage = stages.get(random.nextInt(stages.size())).path("id").asLong();
            change(ids.get(random.nextInt(ids.size())), "{\"pipeline_stage_id\": %d}".formatted(stage));
            change(ids.get(random.nextInt(ids.size())), body(random, owner));
        }
        byOtherWays(ids, stages);
        assertThat(heard).hasSizeGreaterThan(60);
        assertThat(all()).isEqualTo(heard);
        assertThat(heard)
                .allSatisfy(body -> assertThat(
                                Json.MAPPER.readTree(body).path("lead").isObject())
                        .isTrue());
    }

    /** By Lymbe, by what comes in, many at once, by rules, and by what becomes of tags and stages. */
    private void byOtherWays(List<Long> ids, JsonNode stages) {
        var caller = workspace.caller();
        workspace
                .lymbe()
                .post(
                        "/api/v1/leads",
                        "{\"name\": \" Bob  Stone \", \"email\": \"bob@example.com\", \"phone\": \"\", \"message\": \"Hi\", \"tags\": [\"x\"]}");
        for (var tags : List.of("[\"in\"]", "[\"in\", \"again\"]")) {
            api.post(
                    "/api/inbound/leads?tenant=" + workspace.slug(),
                    "{\"email\": \"bob@example.com\", \"company\": \"Stone\", \"custom_fields\": {\"n\": 1.10}, \"tags\": %s}"
                            .formatted(tags));
        }
        var many = server.bean(ManyLeads.class);
        many.change(
                caller, ids, lead -> StateChange.stage(stages.get(1).path("id").asLong()));
        var tag = server.bean(Tags.class).named(caller, "in").orElseThrow();
        many.tag(caller, ids, tag);
        workspace.rule("tags", Comparison.EQUALS, "in", 10);
        workspace.scoreAll();
        many.delete(caller, ids.subList(0, 3));
        server.bean(DeletedLeads.class).restore(caller, ids.subList(0, 3));
        api.delete("/api/v1/leads/" + ids.get(4));
        api.delete("/api/v1/tags/" + tag.id());
        api.delete("/api/v1/pipelines/%s/stages/%s?move_to=%s"
                .formatted(
                        stages.get(1).path("pipeline_id"),
                        stages.get(1).path("id"),
                        stages.get(2).path("id")));
        workspace.scoreAll();
    }

    @Test
    void a_lead_that_nothing_was_told_of_before_is_told_whole_by_its_first_score() {
        server.bean(LeadSeed.class).seed(workspace.caller(), 3, made -> {});
        workspace.rule("source", Comparison.NOT_EQUALS, "nowhere", 10);
        workspace.scoreAll();
        assertThat(all()).hasSize(3).isEqualTo(heard).allSatisfy(body -> {
            var lead = Json.MAPPER.readTree(body).path("lead");
            assertThat(lead.path("email").asString()).contains("@");
            assertThat(lead.path("stage").asString()).isNotEmpty();
        });
        // What is told of it once more is no second lead to totals.
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(3);
    }

    @Test
    void an_event_that_an_older_version_wrote_has_the_names_of_today() {
        var owner = workspace.user(Role.AGENT);
        create("{\"first_name\": \"Ann\", \"assigned_user_id\": %d}".formatted(owner.id()));
        var now = all().getFirst();
        server.bean(Sql.class)
                .update(workspace.id(), "update lead_events set context = null where workspace_id = ?", workspace.id());
        assertThat(lead(all().getFirst())).isEqualTo(lead(now));
    }

    @Test
    void ids_of_events_are_read_back_and_others_are_none() {
        for (var id : List.of(new EventId(1, 1), new EventId(1, 2), new EventId(Long.MAX_VALUE, 1L << 40))) {
            assertThat(id.text()).matches("evt_[A-Za-z0-9]{20,60}");
            assertThat(EventId.of(id.text())).contains(id);
        }
        // For ever: a program that was told of it years ago asks for it by this.
        assertThat(new EventId(7, 3).text()).isEqualTo("evt_LRp3Hb31gBtseCpx6AcY");
        var text = new EventId(7, 3).text();
        for (var wrong : List.of(
                "",
                "evt_",
                text.substring(4),
                text + "x",
                text.toLowerCase(java.util.Locale.ROOT),
                "evt_7",
                "evt_ü",
                "lead_abc",
                "evt_" + "9".repeat(200))) {
            assertThat(EventId.of(wrong)).as(wrong).isEmpty();
        }
    }

    private void fields() {
        workspace.field("Text", FieldKind.TEXT);
        workspace.field("Number", FieldKind.NUMBER);
        workspace.field("Date", FieldKind.DATE);
        workspace.field("Choice", FieldKind.DROPDOWN, "one", "two");
        workspace.field("Many", FieldKind.MULTI_SELECT, "one", "two", "three");
        workspace.field("Check", FieldKind.CHECKBOX);
        workspace.field("Link", FieldKind.URL);
    }

    private static String body(Random random, long owner) {
        var fields = new ArrayList<String>();
        add(fields, random, "first_name", quoted(random), quoted(random));
        if (fields.isEmpty()) {
            fields.add("\"first_name\": \"Nobody\"");
        }
        add(fields, random, "last_name", "null", quoted(random));
        add(fields, random, "email", "null", "\"a%d@example.com\"".formatted(random.nextInt(9)));
        add(fields, random, "phone", "\"+1 415 555 12%02d\"".formatted(random.nextInt(99)), "\"none\"", "null");
        add(fields, random, "company", "null", quoted(random));
        add(fields, random, "source", quoted(random));
        add(fields, random, "status", "\"new\"", "\"contacted\"", "\"won\"", "\"lost\"");
        add(fields, random, "assigned_user_id", "null", Long.toString(owner));
        add(fields, random, "deal_value", "0", "1000", "1000.00", "1000.10", "0.5", "\"12.5\"", "null");
        add(fields, random, "starred", "true", "false");
        add(fields, random, "notes", "null", quoted(random));
        add(fields, random, "tags", "[]", "[\"a\"]", "[\"b\", \"a\"]", "[\"c\", \"Ä\"]", "null");
        add(fields, random, "custom_fields", custom(random), custom(random), "null");
        return "{" + String.join(", ", fields) + "}";
    }

    private static String custom(Random random) {
        var fields = new ArrayList<String>();
        add(fields, random, "text", "null", quoted(random));
        add(fields, random, "number", "1", "1.0", "-0", "0.10", "1e3", "123456789012345", "null");
        add(fields, random, "date", "\"2026-01-02\"", "null");
        add(fields, random, "choice", "\"one\"", "\"TWO\"", "null");
        add(fields, random, "many", "[\"one\"]", "[\"two\", \"three\"]", "[]");
        add(fields, random, "check", "true", "false", "null");
        add(fields, random, "link", "\"https://example.com/?a=1&b=2\"", "null");
        add(
                fields,
                random,
                "zz",
                "{\"b\": 1.50, \"a\": [null, true, {\"long\": 1, \"z\": 2}]}",
                "[]",
                "{}",
                "1e400",
                "-1e-30",
                "123456789012345678901234567890");
        add(fields, random, "Ä b", "[1, 2.0, \"3\"]", "0.0", "1e2");
        return "{" + String.join(", ", fields) + "}";
    }

    private static String quoted(Random random) {
        return Json.write(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private static void add(List<String> fields, Random random, String name, String... values) {
        if (random.nextBoolean()) {
            fields.add("\"%s\": %s".formatted(name, values[random.nextInt(values.length)]));
        }
    }

    /** An older version kept no second time beside that of the event, which is a moment later. */
    private static ObjectNode lead(String body) {
        var lead = (ObjectNode) Json.MAPPER.readTree(body).path("lead");
        assertThat(lead.path("updated_at").asString()).endsWith("Z");
        return lead.without("updated_at");
    }

    private static String inZ(JsonNode time) {
        return time.asString().replace("+00:00", "Z");
    }

    private long create(String body) {
        var answer = api.post("/api/v1/leads", body);
        assertThat(answer.status()).as(body + answer.body()).isEqualTo(201);
        return answer.number("data.id");
    }

    private void change(long id, String body) {
        var answer = api.patch("/api/v1/leads/" + id, body);
        assertThat(answer.status()).as(body + answer.body()).isEqualTo(200);
    }

    private String spelled(PublicEvent event) {
        return new String(spelling.of(workspace.caller(), event), StandardCharsets.UTF_8);
    }

    /** All that the feed has, in its order. */
    private List<String> all() {
        var bodies = new ArrayList<String>();
        @Nullable EventId next = null;
        EventPage page;
        do {
            page = server.bean(EventFeed.class)
                    .after(workspace.caller(), next, 50)
                    .orElseThrow();
            page.all().forEach(event -> bodies.add(spelled(event)));
            next = page.next();
        } while (page.hasMore() || !page.isSettled());
        assertThat(bodies).doesNotHaveDuplicates();
        return bodies;
    }
}
