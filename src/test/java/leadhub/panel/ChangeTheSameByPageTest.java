package leadhub.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import leadhub.base.Role;
import leadhub.pipelines.Stages;
import leadhub.testing.Await;
import leadhub.testing.Blocked;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two people change the same at the same moment. */
class ChangeTheSameByPageTest {
    private final TestServer server = TestServer.get();

    @Test
    void who_moves_a_lead_into_a_stage_that_is_just_being_deleted_hears_that_it_is_gone() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var pipeline = api.get("/api/v1/pipelines").at("data.0");
        var id = pipeline.get("id").asLong();
        var stage = pipeline.at("/stages/1/id").asLong();
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id");
        var panel = workspace.panel(Role.AGENT);
        panel.get("/board");

        var tx = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        CompletableFuture<Panel.Answer> moved = tx.execute(status -> {
            server.bean(Stages.class).delete(workspace.caller(), id, stage, null);
            var moving = CompletableFuture.supplyAsync(
                    () -> panel.post("/board/" + id + "/" + stage, Map.of("lead", Long.toString(lead))));
            Await.until(Blocked.byThisTransaction(server)::isAnybody);
            return moving;
        });

        assertThat(moved.join().status()).isEqualTo(404);
        assertThat(api.get("/api/v1/leads/" + lead).number("data.pipeline_stage_id"))
                .isNotEqualTo(stage);
    }
}
