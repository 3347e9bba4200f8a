package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.events.EventFeed;
import leadhub.samples.LeadSeed;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.PlanLog;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/**
 * No list reads a table of leads from end to end, whatever it is asked: held to the plans of what is really sent, in a
 * workspace of many leads beside another one as large. (Alone in its database, a workspace that is counted anew is rightly
 * read whole.)
 */
class NoSequentialScanTest {
    private static final int LEADS = 12_000;
    private static final String BOT = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
    private static final List<String> SORTS =
            List.of("created_at", "updated_at", "lead_score", "first_name", "last_name", "email");
    /** Of five leads each: the first, one that is deep in, one that is reached from the end. */
    private static final List<Integer> PAGES = List.of(1, 300, 2_300);

    private static final Pattern SEQUENTIAL =
            Pattern.compile("Seq Scan on (leads|lead_tags|lead_search|lead_events)\\b");
    private static final Pattern INDEX = Pattern.compile("(?:Scan using|Bitmap Index Scan on) (\\w+)");

    private static final List<String> OF_LISTS = List.of(
            "leads_created_at",
            "leads_updated_at",
            "leads_lead_score",
            "leads_first_name",
            "leads_last_name",
            "leads_email",
            "leads_email_key",
            "leads_phone",
            "leads_status",
            "leads_source",
            "leads_pipeline",
            "leads_stage",
            "leads_assigned_user",
            "leads_starred",
            "leads_bot",
            "lead_tags_pkey",
            "lead_search_pieces",
            "lead_events_transaction",
            "lead_events_public");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    /** By statement, so that each is told of once. */
    private final Map<String, String> faults = new LinkedHashMap<>();

    private final TreeSet<String> indexes = new TreeSet<>();

    @Test
    void no_list_reads_a_table_from_end_to_end() {
        LeadSeed.prepare(server.database().owner());
        fill(workspace);
        fill(server.newWorkspace());
        LeadSeed.settle(server.database().owner());
        try (var log = PlanLog.start(server)) {
            var leadHub = workspace.leadHub().at(log.origin());
            for (var query : leadHubQueries(leadHub)) {
                ask(log, leadHub, "/api/v1/leads?" + query);
            }
            for (var query : leadHubCursors(leadHub)) {
                readOn(log, leadHub, "/api/v1/leads?" + query);
            }
            for (var path : listsThatCountLeads(leadHub)) {
                // The first time all are counted, from then on what has changed.
                ask(log, leadHub, path);
                ask(log, leadHub, path);
            }
            assertThat(log.bean(EventFeed.class).after(workspace.caller(), null, 100))
                    .isPresent();
            judge(log, "the feed of events");
            var lymbe = workspace.lymbe().at(log.origin());
            for (var query : lymbeQueries()) {
                ask(log, lymbe, "/api/v1/leads?" + query);
            }
            for (var role : List.of(Role.ADMIN, Role.AGENT)) {
                var panel = workspace.panel(role).at(log.origin());
                // The first time all are counted, from then on what has changed.
                visit(log, panel, "/home");
                server.clock().pass(Duration.ofMinutes(2));
                visit(log, panel, "/home");
            }
        }
        assertThat(faults.values()).isEmpty();
        // Without its own index a list would go through its whole workspace by another one, which is as bad.
        assertThat(indexes).containsAll(OF_LISTS);
    }

    /** The seed writes one event for thousands of leads; a workspace that people use has one for each. */
    private void fill(TestWorkspace filled) {
        server.bean(LeadSeed.class).seed(filled.caller(), LEADS, made -> {});
        server.bean(Sql.class).update(filled.id(), """
                        insert into lead_events (workspace_id, lead_id, kind, occurred_at, actor)
                        select ?, number, 'lead.noted', now(), '{}'
                        from generate_series(1, ?) number
                        """, filled.id(), LEADS);
    }

    private void ask(PlanLog log, ApiClient client, String path) {
        var answer = client.get(path);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
        judge(log, path);
    }

    private void readOn(PlanLog log, ApiClient client, String path) {
        ask(log, client, path);
        var next = client.get(path).at("links.next").asString("");
        if (!next.isEmpty()) {
            ask(log, client, next.replaceFirst("^https?://[^/]+", ""));
        }
    }

    private void visit(PlanLog log, Panel panel, String path) {
        assertThat(panel.get(path).status()).isEqualTo(200);
        judge(log, path);
    }

    private void judge(PlanLog log, String path) {
        for (var plan : log.read()) {
            if (SEQUENTIAL.matcher(plan).find()) {
                var statement = plan.replaceAll("(?s)\n\tQuery Parameters: .*", "");
                faults.putIfAbsent(statement, "%s sends:%n%s".formatted(path, plan));
            }
            INDEX.matcher(plan).results().forEach(found -> indexes.add(found.group(1)));
        }
    }

    private List<String> leadHubQueries(ApiClient api) {
        var queries = new ArrayList<String>();
        var filters = filters(api);
        for (var filter : filters) {
            for (var sort : SORTS) {
                for (var direction : List.of("desc", "asc")) {
                    for (var page : PAGES) {
                        queries.add(
                                "%s&sort=%s&direction=%s&per_page=5&page=%d".formatted(filter, sort, direction, page));
                    }
                }
            }
        }
        for (var first : filters) {
            for (var second : filters) {
                if (name(first).compareTo(name(second)) < 0) {
                    queries.add(first + "&" + second + "&per_page=5");
                    queries.add(first + "&" + second + "&per_page=5&sort=email&direction=asc");
                }
            }
        }
        return queries;
    }

    private List<String> leadHubCursors(ApiClient api) {
        var queries = new ArrayList<String>();
        for (var filter : filters(api)) {
            for (var sort : SORTS) {
                queries.add("%s&sort=%s&direction=%s&per_page=5&cursor="
                        .formatted(filter, sort, sort.contains("m") ? "asc" : "desc"));
            }
        }
        return queries;
    }

    /** Each with a value that many leads have; where that may change the plan, one that few or none have too. */
    private List<String> filters(ApiClient api) {
        var lead = api.get("/api/v1/leads").at("data.0");
        var today = server.clock().instant();
        return List.of(
                "",
                "status=new",
                "source=website",
                "source=nowhere",
                "pipeline_id=" + lead.at("/pipeline_id"),
                "stage_id=" + lead.at("/pipeline_stage_id"),
                "assigned_user_id=" + api.get("/api/v1/users").text("data.0.id"),
                "tag=newsletter",
                "tag=vip-client",
                "tag=nobody",
                "starred=1",
                "starred=0",
                "created_after=" + today.minus(Duration.ofDays(30)),
                "created_before=" + today.minus(Duration.ofDays(300)),
                "updated_after=" + today.minus(Duration.ofDays(30)),
                "updated_before=" + today.minus(Duration.ofDays(300)),
                "email=" + lead.at("/email").asString(),
                "phone=" + lead.at("/phone").asString().replace("+", "%2B").replace(" ", "%20"),
                "search=a",
                "search=an",
                "search=ann",
                "search=anna.",
                "search=%C3%BC",
                "search=5",
                "search=55",
                "search=555",
                "search=%2B1%20415",
                "search=zzzz");
    }

    private static String name(String filter) {
        return filter.replaceFirst("=.*", "");
    }

    private static List<String> listsThatCountLeads(ApiClient api) {
        var pipeline = api.get("/api/v1/pipelines").text("data.0.id");
        return List.of(
                "/api/v1/pipelines", "/api/v1/pipelines/" + pipeline + "/stages", "/api/v1/tags", "/api/v1/users");
    }

    private List<String> lymbeQueries() {
        var today = server.clock().instant();
        var from = "from=" + today.minus(Duration.ofDays(30));
        var to = "to=" + today.minus(Duration.ofDays(10));
        var searches = List.of("search=a", "search=an", "search=ann", "search=gmbh");
        var filters =
                new ArrayList<>(List.of("", "botId=" + BOT, from, to, from + "&" + to, "botId=" + BOT + "&" + from));
        for (var search : searches) {
            filters.addAll(
                    List.of(search, search + "&botId=" + BOT, search + "&" + from, search + "&" + from + "&" + to));
        }
        var queries = new ArrayList<String>();
        for (var filter : filters) {
            for (var offset : List.of(0, 1_500, LEADS - 100)) {
                queries.add(filter + "&limit=5&offset=" + offset);
            }
        }
        return queries;
    }
}
