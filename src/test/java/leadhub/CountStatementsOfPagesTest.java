package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.fields.FieldKind;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many SQL statements a page costs that people open all day. One of them finds the session; stages, people, tags,
 * custom fields and scoring rules are known beforehand.
 */
class CountStatementsOfPagesTest {
    private static final int TRIES = 7;

    private final TestServer server = TestServer.get();
    private final Sql sql = server.bean(Sql.class);
    private final TestWorkspace workspace = server.newWorkspace();
    private final String lead = workspace
            .leadHub()
            .post("/api/v1/leads", "{\"first_name\": \"Ann\", \"tags\": [\"VIP\"], \"email\": \"ann@example.com\"}")
            .text("data.id");

    private final String hook = workspace
            .leadHub()
            .post("/api/v1/integrations", "{\"type\": \"webhook\"}")
            .text("data.id");

    @BeforeEach
    void nobody_else_runs_statements() {
        server.clock().pass(Duration.ofHours(1));
        // The next task of each card comes with all the others.
        for (var name : List.of("Bob", "Kim")) {
            var id = workspace
                    .leadHub()
                    .post("/api/v1/leads", "{\"first_name\": \"%s\"}".formatted(name))
                    .text("data.id");
            workspace.leadHub().post("/api/v1/leads/" + id + "/tasks", "{\"title\": \"Call\"}");
        }
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.view("New leads");
        server.pauseJobs();
    }

    @AfterEach
    void jobs_go_on() {
        server.resumeJobs();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            /leads                          | 6
            /leads?status=new&sort=email    | 6
            /leads?group=status             | 5
            /leads/group?group=status&of=new | 5
            /leads/sums                     | 3
            /side                           | 4
            /leads/LEAD                     | 4
            /board                          | 11
            /settings/integrations          | 6
            /settings/integrations/HOOK     | 8
            """, delimiter = '|')
    void a_page_costs_what_is_stated(String path, long statements) {
        var panel = workspace.panel(Role.ADMIN);
        var asked = path.replace("LEAD", lead).replace("HOOK", hook);
        assertThat(usual(panel, asked)).isEqualTo(statements);
    }

    private long usual(Panel panel, String path) {
        panel.get(path);
        var costs = LongStream.range(0, TRIES)
                .map(i -> {
                    var before = sql.statementCount();
                    assertThat(panel.get(path).status()).isEqualTo(200);
                    return sql.statementCount() - before;
                })
                .toArray();
        Arrays.sort(costs);
        return costs[TRIES / 2];
    }
}
