package leadhub.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** A session asks on and on. */
class VisitTooOftenTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    @Test
    void it_has_to_wait_and_others_of_the_workspace_do_not() {
        try (var small = server.startSecond(Map.of("leadhub.session-stretch", 3))) {
            var origin = TestServer.origin(small);
            var busy = Panel.signedIn(origin, workspace.user(Role.ADMIN).email(), TestWorkspace.PASSWORD);
            var answer = busy.get("/settings/account");
            // A few come back meanwhile, as many as a second has.
            for (var i = 0; i < 1_000 && answer.status() != 429; i++) {
                answer = busy.get("/settings/account");
            }
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            // However eagerly it goes on asking, it gets in at its pace.
            for (var i = 0; i < 10_000 && answer.status() == 429; i++) {
                answer = busy.get("/settings/account");
            }
            assertThat(answer.status()).isEqualTo(200);
            var calm = Panel.signedIn(origin, workspace.user(Role.AGENT).email(), TestWorkspace.PASSWORD);
            assertThat(calm.get("/settings/account").status()).isEqualTo(200);
        }
    }
}
