package leadhub.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadStatus;
import leadhub.testing.ApiAnswer;
import leadhub.testing.Await;
import leadhub.testing.Blocked;
import leadhub.testing.LockHolder;
import leadhub.testing.TestServer;
import leadhub.testing.Together;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ChangeTagsTogetherTest {
    private final TestServer server = TestServer.get();

    @Test
    void a_new_tag_that_leads_and_people_make_at_once_is_one_tag() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var answers = Together.times(40, i -> {
            var client = workspace.either(api, i);
            return i % 4 == 0
                    ? client.post("/api/v1/tags", "{\"name\": \"%s\"}".formatted(i % 8 == 0 ? "VIP" : "vip"))
                    : client.post("/api/v1/leads", "{\"first_name\": \"A\", \"tags\": [\"Vip\"]}");
        });
        for (var i = 0; i < 40; i++) {
            assertThat(answers.get(i).status()).isIn(i % 4 == 0 ? Set.of(201, 422) : Set.of(201));
        }
        assertThat(api.get("/api/v1/tags").number("meta.total")).isEqualTo(1);
        assertThat(api.get("/api/v1/tags").number("data.0.leads_count")).isEqualTo(30);
        assertThat(api.get("/api/v1/leads?tag=vip").number("meta.total")).isEqualTo(30);
    }

    @Test
    void tags_that_are_put_on_one_lead_at_once_are_all_there() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var id = api.post("/api/v1/leads", "{\"first_name\": \"A\"}").number("data.id");
        var answers = Together.times(
                40,
                i -> workspace
                        .either(api, i)
                        .post("/api/v1/leads/" + id + "/tags", "{\"tag\": \"t%d\"}".formatted(i % 20)));
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(200);
        assertThat(api.get("/api/v1/leads/" + id).at("data.tags")).hasSize(20);
        for (var i = 0; i < 20; i++) {
            assertThat(api.get("/api/v1/leads?tag=t" + i).number("meta.total")).isEqualTo(1);
        }
    }

    @Test
    void two_leads_that_get_tags_in_opposite_order_do_not_block_each_other() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var ids = new long[] {
            api.post("/api/v1/leads", "{\"first_name\": \"A\"}").number("data.id"),
            api.post("/api/v1/leads", "{\"first_name\": \"B\"}").number("data.id")
        };
        var answers = Together.times(
                40,
                i -> workspace
                        .either(api, i / 2)
                        .patch(
                                "/api/v1/leads/" + ids[i % 2],
                                i % 2 == 0
                                        ? "{\"tags\": [\"a%1$d\", \"b%1$d\"]}".formatted(i / 2)
                                        : "{\"tags\": [\"b%1$d\", \"a%1$d\"]}".formatted(i / 2)));
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(200);
    }

    /** Deleting the tag waits for one lead while another one gets it, and comes to that one while it is being changed. */
    @Test
    void a_change_of_a_lead_that_got_a_tag_while_it_was_being_deleted_is_kept() throws Exception {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var first = api.post("/api/v1/leads", "{\"first_name\": \"A\", \"tags\": [\"gone\"]}")
                .number("data.id");
        var second = api.post("/api/v1/leads", "{\"first_name\": \"B\"}").number("data.id");
        var tagId = api.get("/api/v1/tags").number("data.0.id");
        var leads = server.bean(Leads.class);
        var transaction = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holder = LockHolder.of(server, workspace, first)) {
            var deletion = threads.submit(() -> api.delete("/api/v1/tags/" + tagId));
            Await.until(holder::blocks);
            api.post("/api/v1/leads/" + second + "/tags", "{\"tag\": \"gone\"}");
            transaction.executeWithoutResult(changing -> {
                leads.change(workspace.caller(), second, LeadChange.toStatus(LeadStatus.LOST));
                leads.get(workspace.caller(), second);
                rollBack(holder);
                Await.until(Blocked.byThisTransaction(server)::isAnybody);
            });
            assertThat(deletion.get().status()).isEqualTo(204);
        }
        var lead = api.get("/api/v1/leads/" + second);
        assertThat(lead.text("data.status")).isEqualTo("lost");
        assertThat(lead.at("data.tags")).isEmpty();
    }

    private static void rollBack(LockHolder holder) {
        try {
            holder.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @RepeatedTest(3)
    void a_tag_that_is_deleted_while_leads_get_it_leaves_nothing_half_done() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var tagId = api.post("/api/v1/tags", "{\"name\": \"gone\"}").number("data.id");
        var ids = Together.times(
                8,
                i -> api.post("/api/v1/leads", "{\"first_name\": \"A\", \"tags\": [\"gone\"]}")
                        .number("data.id"));
        var answers = Together.times(48, i -> {
            var client = workspace.either(api, i);
            return switch (i % 6) {
                case 0 -> client.delete("/api/v1/tags/" + tagId);
                case 1 -> client.post("/api/v1/leads", "{\"first_name\": \"B\", \"tags\": [\"gone\", \"x\"]}");
                case 2 -> client.patch("/api/v1/leads/" + ids.get(i % 8), "{\"tags\": [\"x\", \"gone\"]}");
                case 3 -> client.delete("/api/v1/leads/" + ids.get(i % 8) + "/tags/gone");
                case 4 -> client.post("/api/v1/leads/" + ids.get(i % 8) + "/tags", "{\"tag\": \"Gone\"}");
                default -> client.patch("/api/v1/tags/" + tagId, "{\"name\": \"GONE\"}");
            };
        });
        assertThat(answers)
                .extracting(answer -> answer.status() + answer.body())
                .noneMatch(text -> text.startsWith("5") || text.startsWith("409"));
        var tags = api.get("/api/v1/tags?per_page=100").at("data");
        var names = tags.valueStream().map(tag -> tag.at("/name").asString()).collect(Collectors.toSet());
        for (var tag : tags) {
            var name = tag.at("/name").asString();
            assertThat(api.get("/api/v1/leads?tag=" + name).number("meta.total"))
                    .as(name)
                    .isEqualTo(tag.at("/leads_count").asLong());
        }
        for (var lead : api.get("/api/v1/leads?per_page=100").at("data")) {
            lead.at("/tags").forEach(tag -> assertThat(names).contains(tag.asString()));
        }
    }
}
