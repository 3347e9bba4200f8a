package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.api.Dialect;
import leadhub.api.Router;
import leadhub.panel.PageRoutes.PageRoute;
import leadhub.panel.Pages;
import leadhub.testing.ApiClient;
import leadhub.testing.PageExamples;
import leadhub.testing.RouteExamples;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import leadhub.testing.statements.KnownBreaches;
import leadhub.testing.statements.StatementLog;
import leadhub.testing.statements.StatementRules;
import leadhub.testing.statements.StatementRules.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Statements keep to what a cluster of databases understands: those of every route, every page, and the jobs that these
 * bring about.
 */
class StatementRulesTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final WorkspaceTables tables = new WorkspaceTables(server);
    private final StatementRules rules = new StatementRules(tables.all(), tables.ofNoWorkspace(), tables.numbered());

    @Test
    void no_statement_breaks_a_rule_but_those_listed_and_each_of_these_does() {
        StatementLog.clear();
        walkTheApi();
        walkThePanel();
        server.pauseJobs();
        server.resumeJobs();
        var breaches = new KnownBreaches(rules, StatementLog.sent());
        assertThat(StatementLog.sent()).hasSizeGreaterThan(400);
        assertThat(breaches.unknown())
                .as("statements that a cluster refuses or answers wrongly")
                .isEmpty();
        assertThat(breaches.mended())
                .as("listed in KnownBreaches, but mended: take them out")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            select id from leads where id = ?                                                              | WORKSPACE_IS_BOUND
            select id from leads where workspace_id = ? and id = ?                                         |
            select l.id from leads l join tags t on t.id = l.id where l.workspace_id = ?                   | WORKSPACE_IS_BOUND
            select l.id from leads l join tags t on t.workspace_id = l.workspace_id where l.workspace_id = ? |
            select (select count(*) from tags) from leads where workspace_id = ?                           | WORKSPACE_IS_BOUND
            update leads set notes = ? where id = ?                                                        | WORKSPACE_IS_BOUND
            delete from tags where workspace_id = ?                                                        |
            select array(select (select name from tags t where t.workspace_id = l.workspace_id and t.id = x) from unnest(l.tag_ids) x) from leads l where l.workspace_id = ? | NO_COLUMN_BESIDE_A_SET
            select array(select (select name from tags t where t.workspace_id = ? and t.id = x) from unnest(l.tag_ids) x) from leads l where l.workspace_id = ? |
            insert into tags (workspace_id, id) select ?, unnest(?)                                        | INSERT_FROM_NO_TABLE
            insert into tags (workspace_id, id) select ?, unnest(?) on conflict do nothing                 |
            insert into tags (workspace_id, id) values (?, ?)                                              |
            insert into tags (workspace_id, id) select workspace_id, id from leads where workspace_id = ?  |
            insert into tags (workspace_id, id) select ?, l.id from leads l where l.workspace_id = ? and not exists (select from tags t where t.workspace_id = ?) returning id | INSERT_SELECT_IS_PLAIN
            insert into tags (workspace_id, id) select ?, l.id from leads l where l.workspace_id = ? and not exists (select 1 from tags t where t.workspace_id = ?) returning id |
            insert into tags (workspace_id, id) select ?, l.id from leads l where l.workspace_id = ? and not exists (select 1 from tags t where t.workspace_id = ?) limit 1 returning id | INSERT_SELECT_IS_PLAIN
            with l as (select id from leads where workspace_id = ? and not exists (select from tags t where t.workspace_id = ?) limit 1) insert into tags (workspace_id, id) select ?, id from l returning id |
            with l as (select id from leads where workspace_id = ? and not exists (select from tags t where t.workspace_id = ?)) insert into tags (workspace_id, id) select ?, id from l returning id | INSERT_SELECT_IS_PLAIN
            with l as (select id from leads where workspace_id = ? and not exists (select 1 from tags t where t.workspace_id = ?)) insert into tags (workspace_id, id) select ?, id from l returning id |
            with made as (insert into leads (workspace_id) values (?) returning id), worn as (insert into tags (workspace_id, id) select ?, made.id from made returning id) select id from made | NO_INSERT_FROM_A_CTE_IN_A_CTE
            with made as (insert into leads (workspace_id) values (?) returning id) insert into tags (workspace_id, id) select ?, made.id from made returning id |
            with made as (insert into leads (workspace_id) values (?) returning id), worn as (insert into tags (workspace_id, id) select ?, unnest(?) returning id) select id from made |
            insert into tags (workspace_id, name) select ?, max(name) from leads where workspace_id = ? returning id | NUMBERED_ROWS_BY_A_CTE
            with latest as (select max(name) as name from leads where workspace_id = ?) insert into tags (workspace_id, name) select ?, latest.name from latest returning id |
            insert into lead_tags (workspace_id, lead_id) select workspace_id, id from leads where workspace_id = ? |
            delete from tags where workspace_id = ? and id in (select id from tags where workspace_id = ? order by id limit ?) | NO_LIMIT_WITHIN_IN
            delete from tags where workspace_id = ? and (name, id) in (select name, id from tags where workspace_id = ? offset ?) | NO_LIMIT_WITHIN_IN
            delete from tags where workspace_id = ? and id = any (array(select id from tags where workspace_id = ? order by id limit ?)) |
            delete from tags where workspace_id = ? and id in (select id from tags where workspace_id = ?) |
            delete from tags where workspace_id = ? returning to_jsonb(name)                               | RETURNING_IS_IMMUTABLE
            delete from tags where workspace_id = ? returning coalesce(name, '')                           |
            insert into tags (workspace_id, id) values (?, (select max(id) from leads where workspace_id = ?)) | NO_QUERY_AMONG_VALUES
            insert into tags (workspace_id, id) select ?, (select max(id) from leads where workspace_id = ?) returning id |
            update tags set name = to_jsonb(name) where workspace_id = ?                                   | SET_IS_IMMUTABLE
            update tags set created_at = r.at::timestamptz from unnest(?) as r (at) where workspace_id = ? | SET_IS_IMMUTABLE
            update tags set created_at = ?::timestamptz where workspace_id = ?                             |
            update tags set name = (select to_jsonb(l) from leads l where l.workspace_id = ?) where workspace_id = ? |
            update tags set name = jsonb_build_object('x', ?) where workspace_id = ?                       |
            select lead_id from found_leads(?, ?)                                                          | NO_FUNCTION_THAT_READS
            select t.id from tags t join sessions s on s.workspace_id = t.workspace_id where t.workspace_id = ? | NOT_BOTH_KINDS
            select pg_current_snapshot()                                                                   | NO_TRANSACTION_NUMBERS
            """)
    void a_rule_is_seen_broken(String statement, String broken) {
        var names = rules.brokenBy(statement).stream().map(Rule::name).collect(Collectors.joining(" "));
        assertThat(names).isEqualTo(broken == null ? "" : broken);
    }

    /** What deletes comes last, so that there is something for all others. */
    private void walkTheApi() {
        var examples = RouteExamples.in(workspace);
        for (var dialect : server.beans(Dialect.class)) {
            var client = dialect.name().equals("lymbe") ? workspace.lymbe() : workspace.leadHub();
            server.bean(Router.class).all(dialect).stream()
                    .sorted(Comparator.comparing(route -> order(route.method())))
                    .forEach(route -> {
                        var body = examples.body(dialect.name(), route);
                        ApiClient saying = RouteExamples.saying(client, body);
                        assertThat(saying.send(route.method(), examples.path(route), body)
                                        .status())
                                .as("%s", route)
                                .isLessThan(500);
                    });
        }
    }

    private void walkThePanel() {
        var examples = new PageExamples(workspace, "walked");
        List<PageRoute> pages = server.bean(Pages.class).all().stream()
                .filter(route -> route.least() != null)
                .sorted(Comparator.comparing(
                        route -> order(route.template().contains("delete") ? "DELETE" : route.method())))
                .toList();
        for (var route : pages) {
            var path = examples.path(route);
            var answer = route.method().equals("GET")
                    ? examples.owner().get(path)
                    : examples.owner().post(path, examples.fields(route));
            assertThat(answer.status()).as("%s", route).isLessThan(500);
        }
    }

    private static int order(String method) {
        return List.of("GET", "POST", "PUT", "PATCH", "DELETE").indexOf(method);
    }
}
