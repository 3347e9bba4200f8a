package leadhub.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import leadhub.audit.DeniedCalls;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can't be done is explained in the visitor's language, whoever refuses it. */
class RefuseInOwnLanguageTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final Panel bob = workspace.panel(Role.AGENT);
    private final Panel alice = workspace.panel(Role.ADMIN);

    @BeforeEach
    void their_pages_are_open() {
        bob.get("/leads");
        alice.get("/leads");
    }

    private long lead() {
        return workspace
                .leadHub()
                .post("/api/v1/leads", "{\"first_name\": \"Sarah\"}")
                .number("data.id");
    }

    @Test
    void what_a_verb_refuses() {
        var lead = lead();
        var note = workspace.note(lead, "Not Bob's.");
        var changed = bob.post("/leads/" + lead + "/notes/" + note.id(), Map.of("body", "His now."), "ja");
        assertThat(changed.status()).isEqualTo(403);
        assertThat(changed.body()).contains("メモを編集できるのは作成者だけです。").doesNotContain("author");

        var gone = bob.get("/leads/999999999999", "ar");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body()).contains("هذا العميل المحتمل غير موجود");

        var carol = workspace.user(Role.AGENT);
        alice.post("/settings/team/" + carol.id(), Map.of("role", "agent", "status", "suspended"));
        var link = alice.post("/settings/team/" + carol.id() + "/link", Map.of(), "de");
        assertThat(link.status()).isEqualTo(409);
        assertThat(link.body()).contains("Reaktivieren Sie diesen Benutzer zuerst.");
    }

    @Test
    void what_is_wrong_with_the_request_itself() {
        assertThat(bob.get("/settings/nowhere", "zh-CN").body()).contains("此页面不存在。");
        assertThat(bob.get("/leads?search=%ff", "ja").body()).contains("アドレスが正しいUTF-8ではありません。");
        assertThat(bob.postWithoutToken("/leads", Map.of()).body()).contains("This page is out of date. Reload it.");
    }

    @Test
    void what_the_audit_log_tells_of_those_who_were_denied() {
        assertThat(bob.get("/settings/keys", "ja").body()).contains("あなたの役割では許可されていません。");
        server.clock().pass(Duration.ofMinutes(2));
        server.bean(DeniedCalls.class).tell();
        assertThat(alice.get("/settings/audit?action=access.denied", "ja").body())
                .contains("あなたの役割では許可されていません。")
                .doesNotContain("permission.role");
        assertThat(alice.get("/settings/audit?action=access.denied", "de").body())
                .contains("Ihre Rolle erlaubt das nicht.");
    }
}
