package leadhub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import leadhub.audit.AuditEntry;
import leadhub.audit.AuditFilter;
import leadhub.audit.AuditLog;
import leadhub.base.database.Sql;
import leadhub.conditions.Comparison;
import leadhub.leads.Leads;
import leadhub.leads.ManyLeads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadStatus;
import leadhub.tags.NewTag;
import leadhub.tags.Tag;
import leadhub.tags.Tags;
import leadhub.testing.ApiClient;
import leadhub.testing.FollowingFeature;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feature does something with what happens to leads: it writes down its work with the change. */
class ListenToEventsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final FollowingFeature feature = server.bean(FollowingFeature.class);

    /** Nobody else runs statements meanwhile. */
    @BeforeEach
    void jobs_wait() {
        server.pauseJobs();
    }

    @AfterEach
    void jobs_go_on() {
        server.resumeJobs();
    }

    @Test
    void it_is_told_of_each_change_with_its_numbers() {
        feature.follow(workspace, event -> true);
        var id = create();
        api.patch("/api/v1/leads/" + id, "{\"status\": \"lost\"}");
        workspace.note(id, "Called.");
        api.delete("/api/v1/leads/" + id);
        assertThat(told())
                .containsExactly(
                        "[\"lead.created 1\"]",
                        "[\"lead.updated 2\",\"lead.status_changed 3\"]",
                        "[\"lead.noted\"]",
                        "[\"lead.deleted 4\"]");
    }

    @Test
    void it_sees_the_lead_as_it_was_and_is() {
        feature.follow(
                workspace,
                event -> event.kind() != LeadEventKind.UPDATED
                        || event.before() != null
                                && event.before()
                                        .fields()
                                        .get("status")
                                        .asString()
                                        .equals("new")
                                && event.after() != null
                                && event.after()
                                        .fields()
                                        .get("status")
                                        .asString()
                                        .equals("lost"));
        var id = create();
        assertThat(api.patch("/api/v1/leads/" + id, "{\"status\": \"lost\"}").status())
                .isEqualTo(200);
        assertThat(told()).hasSize(2);
    }

    @Test
    void what_it_cannot_take_does_not_happen() {
        var id = create();
        feature.follow(workspace, event -> event.kind() != LeadEventKind.UPDATED);
        assertThatThrownBy(() ->
                        server.bean(Leads.class).change(workspace.caller(), id, LeadChange.toStatus(LeadStatus.LOST)))
                .isInstanceOf(FollowingFeature.Refused.class);
        assertThat(api.get("/api/v1/leads/" + id).text("data.status")).isEqualTo("new");
        assertThat(server.bean(EventFeed.class)
                        .after(workspace.caller(), null, 10)
                        .orElseThrow()
                        .all())
                .extracting(PublicEvent::kind)
                .containsExactly(PublicEventKind.CREATED);
        assertThat(told()).isEmpty();
    }

    @Test
    void two_hundred_leads_at_once_cost_one_statement_more() {
        var ids = LongStream.range(0, 200).map(i -> create()).boxed().toList();
        var tags = server.bean(Tags.class);
        var a = tags.create(workspace.caller(), new NewTag("a", Tag.USUAL_COLOR));
        var b = tags.create(workspace.caller(), new NewTag("b", Tag.USUAL_COLOR));
        var without = statements(() -> server.bean(ManyLeads.class).tag(workspace.caller(), ids, a));
        feature.follow(workspace, event -> true);
        var with = statements(() -> server.bean(ManyLeads.class).tag(workspace.caller(), ids, b));
        assertThat(with).isEqualTo(without + 1);
        assertThat(told()).hasSize(100).containsOnly("[\"lead.updated 4\",\"lead.tag_added 5\"]");
    }

    @Test
    void it_is_told_of_what_the_rules_score_otherwise_with_the_whole_lead() {
        var id = create();
        feature.follow(
                workspace,
                event -> event.after() != null
                        && event.after().fields().get("lead_score").asInt() == 10);
        workspace.rule("status", Comparison.EQUALS, "new", 10);
        workspace.scoreAll();
        assertThat(api.get("/api/v1/leads/" + id).number("data.lead_score")).isEqualTo(10);
        assertThat(told()).containsExactly("[\"lead.updated 2\"]");
    }

    private long create() {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id");
    }

    private long statements(Runnable verb) {
        var sql = server.bean(Sql.class);
        var before = sql.statementCount();
        verb.run();
        return sql.statementCount() - before;
    }

    /** What it wrote down, the first first; at most 100. */
    private List<String> told() {
        return server
                .bean(AuditLog.class)
                .list(workspace.caller(), new AuditFilter("test.followed", null, null, null), Long.MAX_VALUE, 100)
                .reversed()
                .stream()
                .map(AuditEntry::differences)
                .map(differences -> differences.getFirst().after())
                .toList();
    }
}
