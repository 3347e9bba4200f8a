package leadhub.companies;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leadhub.api.Scope;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.PlanLog;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.Test;

/** Leads of one company seen together, by programs and by people, however the leads came. */
class SeeCompaniesTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private long add(String name, String members) {
        return api.post("/api/v1/leads", "{\"first_name\": \"%s\"%s}".formatted(name, members))
                .number("data.id");
    }

    private ApiAnswer get(String path) {
        var answer = api.get("/api/v1/companies" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private List<String> keys(String query) {
        var keys = new ArrayList<String>();
        get(query).at("data").forEach(company -> keys.add(company.path("key").stringValue()));
        return keys;
    }

    @Test
    void leads_of_one_company_are_counted_and_added_up_together() {
        add("Ann", ", \"company\": \"Müller GmbH\", \"deal_value\": 100, \"email\": \"ann@elsewhere.example\"");
        add("Bob", ", \"company\": \"MULLER\", \"deal_value\": 20.5, \"deal_currency\": \"EUR\"");
        add("Cem", ", \"company\": \"Müller GmbH\", \"deal_value\": 7, \"status\": \"converted\"");
        add("Dan", ", \"company\": \"Müller GmbH\", \"deal_value\": 9, \"status\": \"lost\"");
        add("Eve", ", \"email\": \"eve@tech.example\"");
        add("Fay", ", \"email\": \"fay@gmail.com\"");
        assertThat(keys("")).containsExactly("muller", "tech.example");
        var muller = get("/muller");
        assertThat(muller.text("data.name")).isEqualTo("Müller GmbH");
        assertThat(muller.number("data.people")).isEqualTo(4);
        assertThat(muller.at("data.open_value").toString()).isEqualTo("{\"EUR\":20.5,\"USD\":100}");
        assertThat(muller.at("data.won_value").toString()).isEqualTo("{\"USD\":7}");
        assertThat(muller.text("data.leads.0.first_name")).isEqualTo("Dan");
        assertThat(muller.at("data.leads").size()).isEqualTo(4);
        assertThat(get("/tech.example").text("data.name")).isEqualTo("tech.example");
        var second = get("/muller/leads?per_page=3&page=2");
        assertThat(second.number("meta.total")).isEqualTo(4);
        assertThat(second.text("data.0.first_name")).isEqualTo("Ann");
    }

    @Test
    void the_list_is_searched_and_read_on_to_its_end() {
        for (var company : List.of("Delta", "Alpha Tech", "Echo", "Bravo", "Charlie Tech")) {
            add("Ann", ", \"company\": \"%s\"".formatted(company));
            add("Bob", ", \"company\": \"%s Ltd\"".formatted(company));
        }
        assertThat(keys("?search=TECH")).containsExactly("alpha-tech", "charlie-tech");
        assertThat(keys("?search=nobody")).isEmpty();
        assertThat(keys("?search=%25")).isEmpty();
        var read = new ArrayList<String>();
        var query = "?per_page=2";
        for (var part = 1; part <= 3; part++) {
            read.addAll(keys(query));
            var cursor = get(query).at("meta.next_cursor").asString("");
            query = "?per_page=2&cursor=" + cursor;
            assertThat(cursor.isEmpty()).isEqualTo(part == 3);
        }
        assertThat(read).containsExactly("alpha-tech", "bravo", "charlie-tech", "delta", "echo");
        assertThat(api.get("/api/v1/companies?cursor=!").status()).isEqualTo(422);
        assertThat(api.get("/api/v1/companies?per_page=none").status()).isEqualTo(422);
        assertThat(api.get("/api/v1/companies/foxtrot").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/companies/a%20b").status()).isEqualTo(404);
        assertThat(workspace
                        .leadHub(Set.of(Scope.WRITE_LEADS))
                        .get("/api/v1/companies")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_company_follows_every_way_of_writing_leads() {
        var ann = add("Ann", ", \"company\": \"Alpha\"");
        api.patch("/api/v1/leads/" + ann, "{\"company\": \"Beta AG\"}");
        assertThat(keys("")).containsExactly("beta");
        api.patch("/api/v1/leads/" + ann, "{\"company\": null, \"email\": \"ann@gamma.example\"}");
        assertThat(keys("")).containsExactly("gamma.example");
        api.delete("/api/v1/leads/" + ann);
        assertThat(keys("")).isEmpty();
        var panel = workspace.panel(Role.ADMIN);
        panel.get("/leads/deleted");
        panel.post("/leads/deleted/" + ann + "/restore", Map.of());
        assertThat(keys("")).containsExactly("gamma.example");
        // Many at once, from outside, by a file, and as one of two.
        api.post(
                "/api/v1/leads/bulk",
                "{\"operation\": \"create\", \"leads\": [{\"first_name\": \"Bob\", \"company\": \"Delta\"}]}");
        api.post(
                "/api/inbound/leads?tenant=" + workspace.slug(),
                "{\"first_name\": \"Cem\", \"company\": \"Echo Inc\", \"email\": \"cem@echo.example\"}");
        workspace.imported(workspace.user(Role.ADMIN), "leads.csv", "First name,Company\nDan,Foxtrot\n");
        assertThat(keys("")).contains("delta", "echo", "foxtrot");
        var eve = add("Eve", ", \"company\": \"Golf\"");
        var gil = add("Gil", "");
        api.post("/api/v1/leads/" + gil + "/merge", "{\"lead_id\": " + eve + "}");
        assertThat(get("/golf").number("data.leads.0.id")).isEqualTo(gil);
        api.post("/api/v1/leads/" + gil + "/unmerge", "{\"lead_id\": " + eve + "}");
        assertThat(get("/golf").number("data.leads.0.id")).isEqualTo(eve);
    }

    @Test
    void people_find_their_way_from_a_lead_to_its_company_and_back() {
        var ann = add("Annabel", ", \"company\": \"Müller GmbH\", \"deal_value\": 1000, \"notes\": \"x\"");
        add("Bobby", ", \"company\": \"Muller\", \"deal_value\": 5, \"status\": \"converted\"");
        workspace.note(ann, "Called about *offers*.");
        var panel = workspace.panel(Role.AGENT);
        assertThat(panel.get("/leads/" + ann).body()).contains("href=\"/companies/muller\"");
        assertThat(panel.get("/leads?columns=company").body()).contains("/companies/muller");
        var list = panel.get("/companies?search=mull", "en").body();
        assertThat(list).contains("href=\"/companies/muller\"", "$1,000");
        var page = panel.get("/companies/muller", "en").body();
        assertThat(page)
                .contains("/leads/" + ann, "Annabel", "Bobby", "$1,000", "$5", "<em>offers</em>")
                .doesNotContain("/notes/");
        assertThat(panel.get("/companies?search=zulu", "en").body()).contains("No company found");
        assertThat(panel.get("/companies/zulu").status()).isEqualTo(404);
        var part = panel.get("/companies/muller/timeline?before=1&since=2020-01-01");
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.body()).doesNotContain("Annabel");
    }

    @Test
    void an_agent_sees_no_more_of_a_company_than_of_leads() {
        User other = workspace.user(Role.AGENT);
        add("Annabel", ", \"company\": \"Alpha\", \"deal_value\": 1000, \"assigned_user_id\": " + other.id());
        add("Bobby", ", \"company\": \"Alpha\", \"deal_value\": 5");
        add("Cemal", ", \"company\": \"Beta\", \"assigned_user_id\": " + other.id());
        var agent = workspace.panel(Role.AGENT);
        assertThat(agent.get("/companies").body()).contains("/companies/alpha").doesNotContain("/companies/beta");
        assertThat(agent.get("/companies/alpha", "en").body())
                .contains("Bobby", "$5")
                .doesNotContain("Annabel", "$1,0");
        assertThat(agent.get("/companies/beta").status()).isEqualTo(404);
        assertThat(workspace.panel(Role.READ_ONLY).get("/companies").body())
                .contains("/companies/alpha", "/companies/beta");
    }

    @Test
    void an_agents_list_is_that_of_own_and_nobodys_leads_page_by_page_and_by_search() {
        User bob = workspace.user(Role.AGENT);
        User other = workspace.user(Role.AGENT);
        var own = ", \"assigned_user_id\": " + bob.id();
        var seen = new ArrayList<String>();
        for (var i = 10; i < 70; i++) {
            add("Ann", ", \"company\": \"Firm %d\"%s".formatted(i, i % 2 == 0 ? own : ""));
            add("Bob", ", \"company\": \"Firm %d\", \"assigned_user_id\": %d".formatted(i, other.id()));
            add("Cem", ", \"company\": \"Hidden %d\", \"assigned_user_id\": %d".formatted(i, other.id()));
            seen.add("firm-" + i);
        }
        add("Dan", ", \"company\": \"Firm 10\"");
        var panel = workspace.panel(bob);
        var first = panel.get("/companies").body();
        assertThat(shown(first)).isEqualTo(seen.subList(0, 50));
        assertThat(shown(panel.get("/companies?after=firm-59").body())).isEqualTo(seen.subList(50, 60));
        assertThat(shown(panel.get("/companies?search=6").body()))
                .isEqualTo(seen.stream().filter(key -> key.contains("6")).toList());
        assertThat(shown(panel.get("/companies?search=hidden").body())).isEmpty();
    }

    private static List<String> shown(String page) {
        return Pattern.compile("href=\"/companies/([a-z0-9-]+)\"")
                .matcher(page)
                .results()
                .map(link -> link.group(1))
                .distinct()
                .toList();
    }

    @Test
    void an_agents_list_looks_at_no_leads_of_others_and_sorts_none_of_nobodys() throws SQLException {
        User bob = workspace.user(Role.AGENT);
        User other = workspace.user(Role.AGENT);
        var lead = add("Ann", ", \"company\": \"Zulu\", \"assigned_user_id\": " + bob.id());
        server.bean(Sql.class).update(workspace.id(), """
                insert into leads (workspace_id, pipeline_id, stage_id, source, status, assigned_user_id, company, company_key, search_text, created_at, updated_at)
                select workspace_id, pipeline_id, stage_id, source, status, case when number % 10 > 0 then ? end, 'Firm',
                       case when number % 10 > 0 then 'firm-' || number else 'zulu' end, '', created_at, updated_at
                from leads
                cross join generate_series(1, 20000) number
                where workspace_id = ?
                  and id = ?
                """, other.id(), workspace.id(), lead);
        try (var owner = server.database().owner().connect();
                var made = owner.createStatement()) {
            made.execute("analyze leads");
        }
        try (var log = PlanLog.start(server)) {
            var companies = log.bean(Companies.class);
            var caller = workspace.caller(bob);
            for (var search : List.of("", "zulu")) {
                for (var times = 0; times < 8; times++) {
                    assertThat(companies.list(caller, search, "", 50, "USD").companies())
                            .extracting(Company::key)
                            .containsExactly("zulu");
                }
            }
            assertThat(log.read())
                    .filteredOn(plan -> plan.contains("with recursive found"))
                    .hasSize(16)
                    // The index has nobody's in their order, the first two scans of each plan; of few own ones none is
                    // needed.
                    .allSatisfy(plan -> assertThat(plan)
                            .containsPattern("Index (Only )?Scan using leads_company_of_owner on leads l_1 ")
                            .containsPattern("Index (Only )?Scan using leads_company_of_owner on leads l ")
                            .doesNotContainPattern("Sort Key: l(_1)?\\."))
                    .allSatisfy(plan -> assertThat(Pattern.compile("Scan (using [a-z_]+ )?on (leads|[a-z_]+) .*")
                                    .matcher(plan)
                                    .results()
                                    .map(scan -> scan.group())
                                    .filter(scan -> scan.contains("leads"))
                                    .toList())
                            .isNotEmpty()
                            .allMatch(scan ->
                                    scan.matches(".*(leads_company_of_owner|leads_assigned_user|leads_unassigned).*")));
        }
    }

    @Test
    void a_part_of_the_list_costs_as_many_statements_whatever_is_in_it() {
        add("Ann", ", \"company\": \"Alpha\"");
        server.pauseJobs();
        try {
            var few = statementsOf("");
            for (var i = 0; i < 15; i++) {
                add("Ann", ", \"company\": \"Alpha %d\"".formatted(i));
            }
            assertThat(statementsOf("?per_page=100")).isEqualTo(few);
        } finally {
            server.resumeJobs();
        }
    }

    /** The fewest of a few tries, for the first one remembers what the others know. */
    private long statementsOf(String query) {
        var sql = server.bean(Sql.class);
        return IntStream.range(0, 5)
                .mapToLong(i -> {
                    var before = sql.statementCount();
                    get(query);
                    return sql.statementCount() - before;
                })
                .min()
                .orElseThrow();
    }
}
