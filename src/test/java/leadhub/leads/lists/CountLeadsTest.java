package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import leadhub.base.database.Sql;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadStatus;
import leadhub.samples.LeadSeed;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.Test;

/** Totals are remembered and made current; here they are held to what the database counts. */
class CountLeadsTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ApiClient there = api.at(server.otherProcess());

    @Test
    void totals_are_exact_after_every_kind_of_change_in_either_process() {
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 12; i++) {
            ids.add(api.post(LEADS, """
                            {"first_name": "Ann %d", "status": "%s", "source": "%s", "starred": %s, "tags": %s}
                            """.formatted(
                                    i,
                                    i % 2 == 0 ? "new" : "lost",
                                    i % 3 == 0 ? "web" : "ad",
                                    i % 4 == 0,
                                    i % 2 == 0 ? "[\"a\", \"b\"]" : "[]"))
                    .number("data.id"));
        }
        assertExact();
        there.delete(LEADS + "/" + ids.get(0));
        assertExact();
        api.patch(
                LEADS + "/" + ids.get(1),
                "{\"status\": \"new\", \"source\": \"web\", \"starred\": true, \"tags\": [\"b\", \"c\"]}");
        assertExact();
        there.patch(LEADS + "/" + ids.get(2), "{\"first_name\": \"Bob\"}");
        assertExact();
        there.post(LEADS + "/" + ids.get(3) + "/tags", "{\"tag\": \"a\"}");
        api.delete(LEADS + "/" + ids.get(4) + "/tags/A");
        assertExact();
        api.post("/api/inbound/leads?tenant=" + workspace.slug(), "{\"email\": \"in@example.com\", \"tags\": [\"a\"]}");
        there.post(
                "/api/inbound/leads?tenant=" + workspace.slug(),
                "{\"email\": \"in@example.com\", \"first_name\": \"Ann\", \"tags\": [\"b\"]}");
        assertExact();
        workspace.lymbe().post(LEADS, "{\"name\": \"Ann L\", \"email\": \"l@example.com\", \"tags\": [\"a\"]}");
        assertExact();
    }

    @Test
    void totals_are_exact_when_tags_are_renamed_deleted_and_made_again() {
        for (var i = 0; i < 5; i++) {
            api.post(LEADS, "{\"first_name\": \"Ann\", \"tags\": [\"a\"%s]}".formatted(i % 2 == 0 ? ", \"b\"" : ""));
        }
        assertExact();
        var a = api.get("/api/v1/tags").number("data.0.id");
        there.patch("/api/v1/tags/" + a, "{\"name\": \"c\"}");
        assertExact();
        assertThat(api.get(LEADS + "?tag=c").number("meta.total")).isEqualTo(5);
        assertThat(api.get(LEADS + "?tag=a").number("meta.total")).isZero();
        there.delete("/api/v1/tags/" + a);
        assertExact();
        assertThat(api.get(LEADS + "?tag=c").number("meta.total")).isZero();
        api.post(LEADS, "{\"first_name\": \"Ann\", \"tags\": [\"a\"]}");
        assertExact();
        var b = api.get("/api/v1/tags").number("data.0.id");
        api.patch("/api/v1/tags/" + b, "{\"name\": \"c\"}");
        assertExact();
    }

    @Test
    void totals_are_exact_when_a_stage_is_deleted_and_its_leads_move() {
        var pipeline = api.get("/api/v1/pipelines").at("data.0");
        for (var i = 0; i < 6; i++) {
            api.post(
                    LEADS,
                    "{\"first_name\": \"Ann\", \"pipeline_stage_id\": %s}"
                            .formatted(pipeline.at("/stages/" + i % 3 + "/id")));
        }
        assertExact();
        assertStages();
        there.delete("/api/v1/pipelines/%s/stages/%s?move_to=%s"
                .formatted(pipeline.at("/id"), pipeline.at("/stages/1/id"), pipeline.at("/stages/4/id")));
        assertExact();
        assertStages();
        assertThat(api.get(LEADS + "?status=lost").number("meta.total")).isEqualTo(2);
    }

    @Test
    void totals_are_exact_after_more_changes_than_anyone_adds_up() {
        assertExact();
        server.bean(LeadSeed.class).seed(workspace.caller(), 300, made -> {});
        assertExact();
        var ids = api.get(LEADS + "?per_page=100")
                .at("data")
                .valueStream()
                .map(lead -> lead.at("/id").asLong())
                .toList();
        Together.times(8, worker -> {
            var leads = server.bean(Leads.class);
            for (var i = 0; i < 5_000 / 8 + 20; i++) {
                leads.tag(workspace.caller(), ids.get(worker * 10 + i % 10), List.of("t" + i % 2));
                leads.untag(workspace.caller(), ids.get(worker * 10 + i % 10), "t" + i % 2);
            }
            return worker;
        });
        assertExact();
    }

    @Test
    void totals_are_exact_at_every_quiet_moment_between_writers_in_both_processes() {
        assertExact();
        for (var round = 0; round < 4; round++) {
            var seed = round;
            var done = new AtomicBoolean();
            var answers = Together.times(12, worker -> {
                var client = workspace.either(api, worker);
                if (worker >= 8) {
                    while (!done.get()) {
                        for (var filter : filters()) {
                            assertThat(client.get(LEADS + "?" + filter).status())
                                    .isEqualTo(200);
                        }
                    }
                    return 200;
                }
                var random = new Random(seed * 100L + worker);
                var mine = new ArrayList<Long>();
                for (var i = 0; i < 25; i++) {
                    write(client, random, mine);
                }
                done.set(true);
                return 200;
            });
            assertThat(answers).containsOnly(200);
            assertExact();
        }
    }

    private void write(ApiClient client, Random random, List<Long> mine) {
        var status = LeadStatus.values()[random.nextInt(5)].word();
        var tags = List.of("[]", "[\"a\"]", "[\"b\",\"a\"]", "[\"c\"]").get(random.nextInt(4));
        var name = random.nextBoolean() ? "Ann" : "Bob";
        if (mine.isEmpty() || random.nextInt(3) == 0) {
            mine.add(client.post(
                            LEADS,
                            "{\"first_name\": \"%s\", \"status\": \"%s\", \"source\": \"web\", \"tags\": %s}"
                                    .formatted(name, status, tags))
                    .number("data.id"));
        } else if (random.nextInt(4) == 0) {
            client.delete(LEADS + "/" + mine.removeLast());
        } else {
            client.patch(
                    LEADS + "/" + mine.get(random.nextInt(mine.size())),
                    "{\"first_name\": \"%s\", \"status\": \"%s\", \"starred\": %s, \"tags\": %s}"
                            .formatted(name, status, random.nextBoolean(), tags));
        }
    }

    private static List<String> filters() {
        return List.of(
                "",
                "status=new",
                "status=lost",
                "source=web",
                "starred=1",
                "tag=a",
                "tag=b",
                "tag=c",
                "search=ann",
                "status=new&tag=a",
                "search=n");
    }

    private void assertExact() {
        for (var filter : filters()) {
            var counted = count(filter);
            for (var client : List.of(api, there)) {
                assertThat(client.get(LEADS + "?" + filter).number("meta.total"))
                        .as(filter)
                        .isEqualTo(counted);
            }
        }
        for (var tag : api.get("/api/v1/tags?per_page=100").at("data")) {
            assertThat(tag.at("/leads_count").asLong())
                    .isEqualTo(count("tag=" + tag.at("/name").asString()));
        }
    }

    private void assertStages() {
        for (var client : List.of(api, there)) {
            for (var stage : client.get("/api/v1/pipelines").at("data.0.stages")) {
                assertThat(stage.at("/leads_count").asLong())
                        .isEqualTo(count("l.stage_id = " + stage.at("/id")))
                        .isEqualTo(client.get(LEADS + "?stage_id=" + stage.at("/id"))
                                .number("meta.total"));
            }
        }
    }

    /** What the database says, asked plainly. */
    private long count(String filter) {
        var where = new StringBuilder("true");
        for (var part : filter.isEmpty() ? new String[0] : filter.split("&")) {
            var value = part.substring(part.indexOf('=') + 1);
            where.append(" and ")
                    .append(
                            switch (part.substring(0, part.indexOf('='))) {
                                case "status" -> "l.status = '" + value + "'";
                                case "source" -> "l.source = '" + value + "'";
                                case "starred" -> "l.starred";
                                case "tag" ->
                                    "(select t.id from tags t where t.workspace_id = l.workspace_id and t.name_key = '"
                                            + value + "') = any (l.tag_ids)";
                                case "search" ->
                                    "(lower(concat_ws(' ', first_name, last_name)) like '%" + value
                                            + "%' or lower(email) like '%" + value + "%')";
                                default -> part;
                            });
        }
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select count(*) from leads l where workspace_id = ? and " + where,
                        workspace.id());
    }
}
