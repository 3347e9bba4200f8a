package leadhub.events;

import static leadhub.events.PublicEventKind.ASSIGNED;
import static leadhub.events.PublicEventKind.CREATED;
import static leadhub.events.PublicEventKind.DELETED;
import static leadhub.events.PublicEventKind.RESTORED;
import static leadhub.events.PublicEventKind.STAGE_CHANGED;
import static leadhub.events.PublicEventKind.STATUS_CHANGED;
import static leadhub.events.PublicEventKind.TAG_ADDED;
import static leadhub.events.PublicEventKind.TAG_REMOVED;
import static leadhub.events.PublicEventKind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import leadhub.base.Actor;
import leadhub.base.CausedBy;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.conditions.Comparison;
import leadhub.leads.Leads;
import leadhub.leads.ManyLeads;
import leadhub.leads.deleted.DeletedLeads;
import leadhub.leads.record.StateChange;
import leadhub.samples.LeadSeed;
import leadhub.tags.Tags;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Somebody reads what happened to leads, from the first event on and on from the last one that they know. */
class FollowEventsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final EventFeed feed = server.bean(EventFeed.class);

    @Test
    void a_change_of_status_and_owner_at_once_is_three_events_with_numbers_of_their_own() {
        var alice = workspace.user(Role.AGENT).id();
        var id = create("{\"first_name\": \"Ann\", \"tags\": [\"new\"], \"assigned_user_id\": %d}".formatted(alice));
        var bob = workspace.user(Role.AGENT).id();
        change(id, "{\"status\": \"lost\", \"assigned_user_id\": %d, \"deal_value\": 10.5}".formatted(bob));
        var events = all();
        assertThat(events).extracting(PublicEvent::kind).containsExactly(CREATED, UPDATED, STATUS_CHANGED, ASSIGNED);
        assertThat(events)
                .extracting(PublicEvent::id)
                .containsExactly(new EventId(id, 1), new EventId(id, 2), new EventId(id, 3), new EventId(id, 4));
        var status = new FieldChange("new", "lost");
        // Small numbers are read back as small as they are.
        var owner = new FieldChange((int) alice, (int) bob);
        assertThat(events.get(0).changes()).isEmpty();
        assertThat(events.get(1).changes())
                .isEqualTo(Map.of(
                        "status",
                        status,
                        "assigned_user_id",
                        owner,
                        "deal_value",
                        new FieldChange(null, new BigDecimal("10.5"))));
        assertThat(events.get(2).changes()).isEqualTo(Map.of("status", status));
        assertThat(events.get(3).changes()).isEqualTo(Map.of("assigned_user_id", owner));
        assertThat(after(events.get(3)).get("status").asString()).isEqualTo("lost");
    }

    @Test
    void every_field_is_named_as_the_api_names_it() {
        var pipeline = api.get("/api/v1/pipelines").at("data.0");
        var id = create(
                "{\"first_name\": \"Ann\", \"tags\": [\"a\", \"b\"], \"custom_fields\": {\"x\": 1, \"y\": \"2\"}}");
        var to = pipeline.at("/stages/1/id").asInt();
        var body =
                "{\"pipeline_stage_id\": %d, \"tags\": [\"b\", \"c\"], \"custom_fields\": {\"x\": null, \"z\": [1]}}";
        change(id, body.formatted(to));
        var events = all();
        assertThat(events)
                .extracting(PublicEvent::kind)
                .containsExactly(CREATED, UPDATED, STAGE_CHANGED, TAG_ADDED, TAG_REMOVED);
        assertThat(events.get(1).changes())
                .isEqualTo(Map.of(
                        "pipeline_stage_id",
                        new FieldChange(pipeline.at("/stages/0/id").asInt(), to),
                        "tags",
                        new FieldChange(List.of("a", "b"), List.of("b", "c")),
                        "custom_fields.x",
                        new FieldChange(1, null),
                        "custom_fields.z",
                        new FieldChange(null, List.of(1))));
        assertThat(events.get(3).changes()).containsOnlyKeys("tags");
    }

    @Test
    void what_changes_nothing_is_no_event() {
        var id = create("{\"first_name\": \"Ann\", \"deal_value\": 5}");
        change(id, "{\"first_name\": \"Ann\", \"deal_value\": 5.00, \"status\": \"new\"}");
        api.post("/api/v1/leads/" + id + "/tags", "{\"tag\": \"a\"}");
        api.post("/api/v1/leads/" + id + "/tags", "{\"tag\": \"A\"}");
        workspace.note(id, "Called.");
        workspace.received(id);
        assertThat(all()).extracting(PublicEvent::kind).containsExactly(CREATED, UPDATED, TAG_ADDED);
    }

    @Test
    void numbers_have_no_gaps_whatever_happens_to_leads() {
        var caller = workspace.caller();
        var many = server.bean(ManyLeads.class);
        var pipeline = api.get("/api/v1/pipelines").at("data.0");
        var stage = pipeline.at("/stages/1/id").asLong();
        var ids = LongStream.range(0, 5)
                .map(i -> create("{\"first_name\": \"Ann\", \"tags\": [\"gone\"]}"))
                .boxed()
                .toList();
        var tag = server.bean(Tags.class).named(caller, "gone").orElseThrow();
        many.change(caller, ids, lead -> StateChange.stage(stage));
        workspace.rule("tags", Comparison.EQUALS, "gone", 10);
        workspace.scoreAll();
        many.delete(caller, ids.subList(0, 2));
        api.delete("/api/v1/leads/" + ids.get(2));
        server.bean(DeletedLeads.class).restore(caller, ids.subList(0, 3));
        api.delete("/api/v1/tags/" + tag.id());
        api.delete("/api/v1/pipelines/%s/stages/%d?move_to=%s"
                .formatted(pipeline.get("id"), stage, pipeline.at("/stages/2/id")));
        workspace.scoreAll();

        var numbers = new TreeMap<Long, List<Long>>();
        var kinds = new TreeMap<Long, List<PublicEventKind>>();
        for (var event : all()) {
            numbers.computeIfAbsent(event.id().leadId(), id -> new ArrayList<>())
                    .add(event.id().sequence());
            kinds.computeIfAbsent(event.id().leadId(), id -> new ArrayList<>()).add(event.kind());
        }
        assertThat(numbers.keySet()).containsExactlyElementsOf(ids);
        assertThat(numbers.values())
                .allSatisfy(of -> assertThat(of)
                        .isEqualTo(LongStream.rangeClosed(1, of.size()).boxed().toList()));
        // Restored with the score that it had, and scored by today's rules.
        assertThat(kinds.get(ids.get(2)))
                .containsExactly(
                        CREATED,
                        UPDATED,
                        STAGE_CHANGED,
                        UPDATED,
                        DELETED,
                        RESTORED,
                        UPDATED,
                        TAG_REMOVED,
                        UPDATED,
                        STAGE_CHANGED,
                        UPDATED);
        assertThat(kinds.get(ids.get(4)))
                .containsExactly(
                        CREATED,
                        UPDATED,
                        STAGE_CHANGED,
                        UPDATED,
                        UPDATED,
                        TAG_REMOVED,
                        UPDATED,
                        STAGE_CHANGED,
                        UPDATED);
    }

    @Test
    void numbers_have_no_gaps_when_many_change_a_lead_at_once() {
        var id = create("{\"first_name\": \"Ann\"}");
        var answers = Together.times(
                20,
                i -> workspace.either(api, i).patch("/api/v1/leads/" + id, "{\"notes\": \"note %d\"}".formatted(i)));
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(200);
        assertThat(all())
                .extracting(event -> event.id().sequence())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 21).boxed().toList());
    }

    @Test
    void a_lead_that_was_only_rescored_is_told_whole() {
        var id = create("{\"first_name\": \"Ann\", \"status\": \"lost\"}");
        workspace.rule("status", Comparison.EQUALS, "lost", 10);
        workspace.scoreAll();
        var last = all().getLast();
        assertThat(last.kind()).isEqualTo(UPDATED);
        assertThat(last.changes()).isEqualTo(Map.of("lead_score", new FieldChange(0, 10)));
        assertThat(after(last).get("id").asLong()).isEqualTo(id);
        assertThat(after(last).get("lead_score").asInt()).isEqualTo(10);
        // A later change begins with the score that it has by then.
        change(id, "{\"status\": \"new\"}");
        assertThat(all().get(2).changes()).containsKeys("status", "lead_score");
    }

    @Test
    void leads_that_were_there_before_begin_with_one() {
        server.bean(LeadSeed.class).seed(workspace.caller(), 1, made -> {});
        var id = api.get("/api/v1/leads").number("data.0.id");
        assertThat(all()).isEmpty();
        change(id, "{\"notes\": \"changed\"}");
        assertThat(all()).extracting(PublicEvent::id).containsExactly(new EventId(id, 1));
    }

    @Test
    void pages_go_on_where_the_last_one_ended_even_within_one_change() {
        var id = create("{\"first_name\": \"Ann\"}");
        change(id, "{\"status\": \"lost\", \"tags\": [\"a\"]}");
        create("{\"first_name\": \"Bob\"}");
        all();
        var one = page(null, 2);
        assertThat(one.all()).extracting(PublicEvent::kind).containsExactly(CREATED, UPDATED);
        assertThat(one.hasMore()).isTrue();
        var two = page(one.next(), 2);
        assertThat(two.all()).extracting(PublicEvent::kind).containsExactly(STATUS_CHANGED, TAG_ADDED);
        var three = page(two.next(), 2);
        assertThat(three.all()).extracting(PublicEvent::kind).containsExactly(CREATED);
        assertThat(three.hasMore()).isFalse();
        var empty = page(three.next(), 2);
        assertThat(empty.all()).isEmpty();
        assertThat(empty.next()).isEqualTo(three.next());
        assertThat(feed.after(workspace.caller(), new EventId(id, 5), 2)).isEmpty();
        assertThat(feed.after(server.newWorkspace().caller(), new EventId(id, 1), 2))
                .isEmpty();
    }

    @Test
    void every_event_tells_who_or_what_caused_it() {
        var run = new Actor(Actor.Kind.AUTOMATION, 7, "Welcome", new Actor.Run(99, 2));
        var caller = server.bean(leadhub.workspaces.Workspaces.class).caller(workspace.id(), run);
        var id = create("{\"first_name\": \"Ann\"}");
        server.bean(Leads.class).delete(caller, id);
        var events = all();
        assertThat(events.get(0).event().actor().causedBy().type()).isEqualTo("api_key");
        var cause = events.get(1).event().actor().causedBy();
        assertThat(cause).isEqualTo(new CausedBy("automation", 7L, 99L, 2));
        assertThat(Json.write(cause)).isEqualTo("{\"type\":\"automation\",\"id\":7,\"run_id\":99,\"depth\":2}");
        assertThat(Json.write(workspace.caller().actor().causedBy()))
                .isEqualTo("{\"type\":\"system\",\"id\":null,\"run_id\":null,\"depth\":0}");
        var page = new leadhub.base.Slice(0, 10);
        assertThat(server.bean(DeletedLeads.class)
                        .list(workspace.caller(), page)
                        .getFirst()
                        .deletedBy())
                .isEqualTo(run);
    }

    @Test
    void actors_that_older_versions_wrote_are_still_read() {
        assertThat(Json.MAPPER.readValue("{\"kind\":\"USER\",\"id\":3,\"name\":\"Ann\"}", Actor.class))
                .isEqualTo(new Actor(Actor.Kind.USER, 3, "Ann"));
        assertThat(Json.write(new Actor(Actor.Kind.USER, 3, "Ann")))
                .isEqualTo("{\"kind\":\"USER\",\"id\":3,\"name\":\"Ann\"}");
    }

    @Test
    void events_that_older_versions_wrote_are_still_on_the_timeline_and_in_totals() {
        var id = create("{\"first_name\": \"Ann\"}");
        assertThat(api.get("/api/v1/leads?status=lost").number("meta.total")).isZero();
        write(id, "lead.rescored", null, null, "{\"before\": 11, \"after\": 22}");
        write(id, "lead.updated", "{\"id\": 1, \"status\": \"new\"}", "{\"id\": 1, \"status\": \"lost\"}", null);
        write(id, "lead.task_done", null, null, "{\"task_id\": 1, \"title\": \"An old task\"}");
        assertThat(workspace.panel(Role.ADMIN).get("/leads/" + id + "/timeline").body())
                .contains("11", "22", "Lost", "An old task");
        assertThat(api.get("/api/v1/leads?status=lost").number("meta.total")).isEqualTo(1);
        assertThat(all()).extracting(PublicEvent::kind).containsExactly(CREATED);
    }

    @Test
    void one_place_writes_events() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(Files::isRegularFile).filter(FollowEventsTest::writesEvents))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("LeadEventSql.java");
        }
    }

    private static boolean writesEvents(Path file) {
        try {
            return Files.readString(file).contains("into lead_events");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As versions before this one wrote it. */
    private void write(
            long leadId, String kind, @Nullable String before, @Nullable String after, @Nullable String detail) {
        server.bean(Sql.class).update(workspace.id(), """
                        insert into lead_events (workspace_id, lead_id, kind, occurred_at, actor, before, after, detail)
                        values (?, ?, ?, now(), '{"kind": "SYSTEM", "id": 0, "name": "Old"}', ?::jsonb, ?::jsonb, ?::jsonb)
                        """, workspace.id(), leadId, kind, before, after, detail);
    }

    private static ObjectNode after(PublicEvent event) {
        return Objects.requireNonNull(event.event().after()).fields();
    }

    private long create(String body) {
        return api.post("/api/v1/leads", body).number("data.id");
    }

    private void change(long id, String body) {
        assertThat(api.patch("/api/v1/leads/" + id, body).status()).isEqualTo(200);
    }

    private EventPage page(@Nullable EventId after, int most) {
        return feed.after(workspace.caller(), after, most).orElseThrow();
    }

    /** Reads on until there is no more; what others write at this moment comes in a moment. */
    private List<PublicEvent> all() {
        var events = new ArrayList<PublicEvent>();
        var page = page(null, 3);
        events.addAll(page.all());
        while (page.hasMore() || !page.isSettled()) {
            page = page(page.next(), 3);
            events.addAll(page.all());
        }
        return events;
    }
}
