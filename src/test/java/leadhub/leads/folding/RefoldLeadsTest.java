package leadhub.leads.folding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leadhub.base.Folding;
import leadhub.base.database.Sql;
import leadhub.jobs.Jobs.StepResult;
import leadhub.samples.LeadSeed;
import leadhub.testing.Await;
import leadhub.testing.LockHolder;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** More leads than a step takes, as a version with other rules folded them. */
class RefoldLeadsTest {
    private static final int LEADS = 3 * LeadRefolding.BATCH + 100;
    private static final String OLD = "as an older version folded it";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final Sql sql = server.bean(Sql.class);

    @BeforeEach
    void foldedByOtherRules() {
        server.bean(LeadSeed.class).seed(workspace.caller(), LEADS, made -> {});
        sql.update(
                workspace.id(),
                "update leads set search_text = ?, company_key = null where workspace_id = ?",
                OLD,
                workspace.id());
        sql.update(
                workspace.id(), "update lead_search set search_text = ? where workspace_id = ?", OLD, workspace.id());
    }

    @Test
    void killed_in_the_middle_it_goes_on_where_it_was_and_two_at_once_do_it_once() throws Exception {
        var before = steps();
        var ids = sql.query(
                workspace.id(),
                row -> row.getLong(1),
                "select id from leads where workspace_id = ? order by id",
                workspace.id());
        try (var holder = LockHolder.in(server, workspace)) {
            // The second step gets this far and no farther.
            holder.lockLead(ids.get(LeadRefolding.BATCH + 500));
            var other = server.inAnotherProcess(Steps.class, List.of(Long.toString(workspace.id())));
            Await.until(() -> old() == LEADS - LeadRefolding.BATCH && holder.blocks());
            other.destroyForcibly().waitFor();
        }
        assertThat(old()).isEqualTo(LEADS - LeadRefolding.BATCH);
        assertThat(foldedUpTo()).isEqualTo(ids.get(LeadRefolding.BATCH - 1));

        Together.times(2, i -> toTheEnd(server.bean(LeadRefolding.class), workspace.id()));

        assertThat(old()).isZero();
        assertThat(foldedUpTo()).isNull();
        assertThat(steps() - before).as("each step once").isEqualTo(4);
        assertThat(
                        one(
                                "select count(*) from leads where workspace_id = ? and company is not null and company_key is null"))
                .as("leads with a company that isn't found by it")
                .isZero();
        assertThat(workspace
                        .leadHub()
                        .get("/api/v1/leads?per_page=1&search=example")
                        .number("meta.total"))
                .isPositive();
    }

    /** Takes all steps, as a job does that is tried again. */
    private static int toTheEnd(LeadRefolding refolding, long workspaceId) {
        var lost = 0;
        while (true) {
            try {
                if (refolding.step(workspaceId, Folding.RULES) != StepResult.MORE) {
                    return lost;
                }
            } catch (IllegalStateException e) {
                // The other was quicker, and nothing of ours stays.
                lost++;
            }
        }
    }

    /** Takes all steps in a process of its own. */
    public static final class Steps implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var workspaceId = Long.parseLong(arguments.getFirst());
            // As a server does it at its start, which then leaves the steps to a job.
            context.getBean(Sql.class)
                    .globalUpdate(
                            "update workspaces set folding_rules = ?, folded_up_to = 0 where id = ?",
                            Folding.RULES,
                            workspaceId);
            toTheEnd(context.getBean(LeadRefolding.class), workspaceId);
        }
    }

    private long old() {
        return one("select count(*) from leads where workspace_id = ? and search_text = '" + OLD + "'");
    }

    /** Each step that is committed tells those who count. */
    private long steps() {
        return one("select count(*) from lead_events where workspace_id = ?");
    }

    private long one(String statement) {
        return sql.query(workspace.id(), row -> row.getLong(1), statement, workspace.id())
                .getFirst();
    }

    private @Nullable Long foldedUpTo() {
        return server.bean(FoldingProgressSql.class).find(workspace.id()).upTo();
    }
}
