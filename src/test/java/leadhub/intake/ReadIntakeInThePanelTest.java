package leadhub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

class ReadIntakeInThePanelTest {
    private final TestWorkspace workspace = TestServer.get().newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void what_failed_is_found_read_and_replayed() {
        var hook = api.post("/api/v1/integrations", "{\"type\": \"webhook\", \"mapping\": []}");
        api.post("/api/inbound/leads?tenant=" + workspace.slug(), "{\"first_name\": \"<b>Ann</b>\"}");
        api.post("/api/inbound/leads?tenant=" + workspace.slug(), "{\"email\": \"a@example.com\"}");
        var panel = workspace.panel(Role.ADMIN);
        assertThat(panel.get("/settings/intake").body()).contains("Inbound API", "Processed", "Failed");
        var failed = panel.get("/settings/intake?source=inbound&status=failed").body();
        assertThat(failed).contains("Replay all of these", "This field is required.");
        var id = api.get("/api/v1/intake?status=failed").text("data.0.id");
        assertThat(failed).contains("/settings/intake/" + id);
        var one = panel.get("/settings/intake/" + id).body();
        assertThat(one).contains("&lt;b&gt;Ann&lt;/b&gt;").doesNotContain("<b>Ann");
        assertThat(panel.post("/settings/intake/" + id + "/replay", Map.of()).status())
                .isEqualTo(303);
        assertThat(api.get("/api/v1/intake/" + id).number("data.attempts")).isEqualTo(2);
        panel.post("/settings/intake/replay", Map.of("status", "failed", "source", ""));
        Await.until(() -> api.get("/api/v1/intake/" + id).number("data.attempts") == 3);
        var processed = api.get("/api/v1/intake?status=processed").text("data.0.id");
        panel.get("/settings/intake/" + processed);
        panel.post("/settings/intake/" + processed + "/replay", Map.of("as_new", "true"));
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
        assertThat(hook.status()).isEqualTo(201);
    }

    @Test
    void it_is_for_administrators() {
        assertThat(workspace.panel(Role.MANAGER).get("/settings/intake").status())
                .isEqualTo(403);
    }
}
