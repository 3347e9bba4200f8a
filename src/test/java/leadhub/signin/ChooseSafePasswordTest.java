package leadhub.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import leadhub.base.Role;
import leadhub.passwords.PasswordOwner;
import leadhub.passwords.PasswordRefusal;
import leadhub.passwords.Passwords;
import leadhub.signin.links.OneTimeLinks;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.NewUser;
import leadhub.users.Status;
import leadhub.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords that others would try first are refused, wherever one is chosen. */
class ChooseSafePasswordTest {
    private static final PasswordOwner ANN =
            new PasswordOwner("Ann Lee", "ann.lee@globex.example", "Initech Inc.", "initech-sales");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource({
        "short, TOO_SHORT",
        "password, TOO_COMMON",
        "PassWord1, TOO_COMMON",
        "12345678, TOO_COMMON",
        "iloveyou, TOO_COMMON",
        "LeadHub2026!, TOO_COMMON",
        "ann.lee@globex.example, LIKE_EMAIL",
        "globex-2026, LIKE_EMAIL",
        "AnnLee123!, LIKE_EMAIL",
        "Initech_2026, LIKE_WORKSPACE",
        "initech-sales, LIKE_WORKSPACE"
    })
    void what_others_would_try_first_is_refused(String password, PasswordRefusal refusal) {
        assertThat(Passwords.refusal(password, ANN)).contains(refusal);
    }

    @ParameterizedTest
    @CsvSource({"correct horse battery", "banner-cloud-7", "83910284", "Ann likes rainy tuesdays", "新しい鍵と古い家の犬"})
    void what_merely_has_such_a_word_in_it_is_taken(String password) {
        assertThat(Passwords.refusal(password, ANN)).isEmpty();
    }

    @Test
    void the_name_alone_is_refused_when_the_e_mail_says_nothing_of_it() {
        var owner = new PasswordOwner("Zaphod Beeblebrox", "z@b.example", "Magrathea", "m");
        assertThat(Passwords.refusal("Beeblebrox7", owner)).contains(PasswordRefusal.LIKE_NAME);
    }

    @Test
    void the_api_says_why() {
        var api = workspace.leadHub();
        var common = api.post("/api/v1/users", """
                {"name": "Ann", "email": "ann@example.com", "password": "Password123"}""");
        assertThat(common.status()).isEqualTo(422);
        assertThat(common.text("errors.password.0")).isEqualTo("The password is too common.");
        var user = workspace.user(Role.AGENT);
        var like = api.patch("/api/v1/users/" + user.id(), "{\"password\": \"%s\"}".formatted(user.email()));
        assertThat(like.status()).isEqualTo(422);
        assertThat(like.text("errors.password.0")).isEqualTo("The password is too similar to the email.");
        var renamed = api.patch(
                "/api/v1/users/" + user.id(), "{\"name\": \"Marvin Android\", \"password\": \"marvinandroid\"}");
        assertThat(renamed.text("errors.password.0")).isEqualTo("The password is too similar to the name.");
    }

    @Test
    void links_and_the_account_say_why() {
        var ann = server.bean(Users.class)
                .create(
                        workspace.caller(),
                        new NewUser("Ann", "a" + UUID.randomUUID() + "@example.com", Role.AGENT, Status.INVITED, null));
        var made = server.bean(OneTimeLinks.class).make(workspace.caller(), ann.id());
        var path = made.kind().path() + made.token();
        var panel = Panel.stranger(server.origin());
        panel.get(path);
        var refused = panel.post(path, Map.of("password", "sunshine"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("one of the most common passwords");
        assertThat(panel.post(path, Map.of("password", workspace.slug() + "!!")).body())
                .contains("too similar to the workspace’s name");
        assertThat(panel.post(path, Map.of("password", TestWorkspace.PASSWORD)).status())
                .isEqualTo(303);
        panel.get("/settings/account");
        var changed = panel.post(
                "/settings/account/password", Map.of("old_password", TestWorkspace.PASSWORD, "password", ann.email()));
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.body()).contains("too similar to the email address");
    }
}
