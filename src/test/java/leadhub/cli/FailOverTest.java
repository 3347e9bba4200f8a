package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.apikeys.KeyDialect;
import leadhub.apikeys.NewApiKey;
import leadhub.base.Caller;
import leadhub.base.database.Signals;
import leadhub.base.postgres.StandbyPair;
import leadhub.base.settings.Settings;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.workspaces.NewWorkspace;
import leadhub.workspaces.Workspaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailOverTest {
    @TempDir
    Path folder;

    @Test
    void a_server_goes_over_to_the_promoted_standby_though_the_old_primary_accepts_and_stays_silent() throws Exception {
        try (var databases = StandbyPair.start(folder.resolve("databases"));
                var server = Server.start(Settings.of(
                        Map.of(
                                "--port",
                                "0",
                                "--management-port",
                                "0",
                                "--data",
                                folder.resolve("data").toString(),
                                "--database-url",
                                databases.url()),
                        Map.of()))) {
            var api = api(server);
            var acknowledged = new ArrayList<Long>();
            acknowledged.add(create(api));
            databases.silenceFirst();
            databases.promote();

            while (acknowledged.size() < 2) {
                var answer = api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}");
                assertThat(answer.status()).as(answer.body()).isIn(201, 503);
                if (answer.status() == 201) {
                    acknowledged.add(answer.number("data.id"));
                }
            }
            Await.until(() -> server.get(Signals.class).listening());
            assertThat(api.get("/api/v1/health").status()).isEqualTo(200);
            assertThat(acknowledged)
                    .allSatisfy(id ->
                            assertThat(api.get("/api/v1/leads/" + id).status()).isEqualTo(200));
            // A server that starts now finds it too.
            var doctor = Command.run("doctor", "--database-url", databases.url());
            assertThat(doctor.output()).contains("talks to 127.0.0.1:" + databases.secondPort());
        }
    }

    private static ApiClient api(Server server) {
        var workspace = server.get(Workspaces.class).create(new NewWorkspace("failover", "Failover", "UTC", "US"));
        var key = server.get(ApiKeys.class)
                .create(
                        Caller.system(workspace.id(), "test"),
                        new NewApiKey("test", KeyDialect.LEADHUB, EnumSet.allOf(Scope.class), 1_000_000, null));
        return ApiClient.leadHub(server.url(), key.secret());
    }

    private static long create(ApiClient api) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}").number("data.id");
    }
}
