package leadhub.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.api.Scope;
import leadhub.audit.AuditEntry;
import leadhub.audit.AuditFilter;
import leadhub.audit.AuditLog;
import leadhub.audit.DeniedCalls;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator finds in the audit log who failed to come in, who was refused, and who took data along. */
class NoticeFailedSignInsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);

    @BeforeEach
    void hours_without_tries() {
        server.clock().pass(Duration.ofHours(3));
    }

    private List<AuditEntry> told(String action) {
        server.clock().pass(Duration.ofMinutes(1));
        server.bean(FailedSignIns.class).tell();
        server.bean(DeniedCalls.class).tell();
        return server.bean(AuditLog.class)
                .list(workspace.caller(), new AuditFilter(action, null, null, null), Long.MAX_VALUE, 100);
    }

    @Test
    void failures_are_told_together_to_every_workspace_that_has_the_user() {
        var second = server.newWorkspace();
        second.userLike(alice, Role.AGENT, "tree lamp river");
        var panel = Panel.stranger(server.origin());
        panel.get("/sign-in");
        for (var i = 0; i < 15; i++) {
            panel.post("/sign-in", Map.of("email", alice.email(), "password", "surely not this"));
        }
        var entries = told("sign_in.failed");
        // Two if the minute ended meanwhile.
        assertThat(entries).hasSizeBetween(1, 2);
        assertThat(entries.getFirst().after()).contains(alice.email(), "\"password\"");
        assertThat(entries.getFirst().subjectId()).isEqualTo(alice.id());
        assertThat(entries.getFirst().address()).isEqualTo("127.0.0.1");
        assertThat(entries.getFirst().requestId()).isNotEmpty();
        assertThat(server.bean(AuditLog.class)
                        .list(
                                second.caller(),
                                new AuditFilter("sign_in.failed", null, null, null),
                                Long.MAX_VALUE,
                                100))
                .hasSameSizeAs(entries);
        assertThat(told("sign_in.failed")).as("told once").hasSameSizeAs(entries);
    }

    @Test
    void an_e_mail_that_nobody_has_or_that_is_none_leaves_nothing_behind() {
        var panel = Panel.stranger(server.origin());
        panel.get("/sign-in");
        for (var email : List.of("nobody@example.com", "x".repeat(4000), "\0", "")) {
            assertThat(panel.post("/sign-in", Map.of("email", email, "password", "surely not this"))
                            .status())
                    .isEqualTo(422);
        }
        assertThat(told("sign_in.failed")).isEmpty();
    }

    @Test
    void whoever_lacks_a_role_or_a_scope_is_told_of_once_a_minute() {
        var bob = workspace.user(Role.AGENT);
        var panel = workspace.panel(bob);
        var key = workspace.leadHub(java.util.Set.of(Scope.READ_LEADS));
        for (var i = 0; i < 20; i++) {
            assertThat(panel.get("/settings/keys").status()).isEqualTo(403);
            assertThat(key.get("/api/v1/users").status()).isEqualTo(403);
        }
        var entries = told("access.denied");
        assertThat(entries).hasSizeBetween(2, 4);
        assertThat(entries).anySatisfy(entry -> {
            assertThat(entry.kind()).isEqualTo("USER");
            assertThat(entry.actorId()).isEqualTo(bob.id());
            assertThat(entry.after()).contains("/settings/keys", "permission.role");
        });
        assertThat(entries).anySatisfy(entry -> {
            assertThat(entry.kind()).isEqualTo("API_KEY");
            assertThat(entry.after()).contains("/api/v1/users", "permission.scope", "read:users");
        });
    }

    @Test
    void who_takes_the_audit_log_along_stands_in_it() {
        var panel = workspace.panel(alice);
        assertThat(panel.get("/settings/audit/csv?action=tag.created").status()).isEqualTo(200);
        var entries = told("audit.exported");
        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().actorId()).isEqualTo(alice.id());
        assertThat(entries.getFirst().after()).contains("tag.created");
    }
}
