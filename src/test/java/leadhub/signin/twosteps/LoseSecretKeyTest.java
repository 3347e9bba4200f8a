package leadhub.signin.twosteps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Resealing;
import leadhub.base.Role;
import leadhub.testing.Authenticator;
import leadhub.testing.Mailbox;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.users.User;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A server comes back with another secret key: with the old one beside it, or without. */
class LoseSecretKeyTest {
    private static final String ANOTHER_KEY = "another key of tests, of enough letters";
    private static final Pattern PENDING = Pattern.compile("name=\"pending\" value=\"([^\"]+)\"");
    private static final String PATH = "/settings/account/two-steps";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final List<ConfigurableApplicationContext> started = new ArrayList<>();
    private static @Nullable ConfigurableApplicationContext withoutTheOldKey;

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        started.forEach(ConfigurableApplicationContext::close);
    }

    private ConfigurableApplicationContext withKeys(String key, String other) {
        var context = server.startSecond(Map.of("--secret-key", key, "--other-secret-key", other));
        started.add(context);
        return context;
    }

    /** One for all, for each test has a workspace of its own. */
    private String withoutTheOldKey() {
        if (withoutTheOldKey == null) {
            withoutTheOldKey = server.startSecond(Map.of("--secret-key", ANOTHER_KEY, "--other-secret-key", ""));
        }
        return TestServer.origin(withoutTheOldKey);
    }

    @AfterAll
    static void close_the_one_for_all() {
        if (withoutTheOldKey != null) {
            withoutTheOldKey.close();
        }
    }

    private Authenticator setUp() {
        var app = Authenticator.setUp(workspace.panel(alice), server.clock());
        server.clock().pass(Duration.ofMinutes(1));
        return app;
    }

    private Panel.Answer signIn(Panel panel, String code) {
        var asked = PENDING.matcher(
                panel.signIn(alice.email(), TestWorkspace.PASSWORD).body());
        assertThat(asked.find()).as("a code is asked for").isTrue();
        return panel.post("/sign-in/code", Map.of("pending", asked.group(1), "code", code, "next", "/leads"));
    }

    @Test
    void a_recovery_code_lets_in_and_leads_to_setting_the_app_up_anew() {
        var app = setUp();
        var origin = withoutTheOldKey();
        var panel = Panel.stranger(origin);
        var refused = signIn(panel, app.code());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Codes from your app can no longer be checked");
        assertThat(panel.get("/leads").status()).isEqualTo(303);
        assertThat(signIn(panel, "abcd-efgh-ijkl-mnop").body()).contains("That code is incorrect");
        var in = signIn(panel, app.recoveryCodes().getFirst());
        assertThat(in.header("Location")).isEqualTo(PATH);
        assertThat(panel.get(PATH).body()).contains("Set up again", "You have 7 recovery codes left");
        var anew = Authenticator.setUp(panel, server.clock());
        assertThat(panel.get(PATH).body())
                .contains("Two-step sign-in is on", "You have 8 recovery codes left")
                .doesNotContain("Set up again");
        server.clock().pass(Duration.ofMinutes(1));
        assertThat(signIn(Panel.stranger(origin), anew.code()).header("Location"))
                .isEqualTo("/leads");
        assertThat(signIn(Panel.stranger(origin), app.recoveryCodes().get(1)).status())
                .isEqualTo(422);
    }

    @Test
    void whoever_doesnt_set_it_up_anew_is_asked_for_a_code_all_the_same() {
        var app = setUp();
        var origin = withoutTheOldKey();
        var panel = Panel.stranger(origin);
        signIn(panel, app.recoveryCodes().getFirst());
        panel.get("/leads");
        panel.post(PATH, Map.of());
        var page = panel.get(PATH).body();
        assertThat(page).contains("id=\"secret\"", "id=\"lost\"");
        assertThat(panel.post(PATH + "/confirm", Map.of("code", "000000")).status())
                .isEqualTo(422);
        // What was begun lets nobody in: neither without a code nor with one of the new secret.
        var secret = page.replaceAll("(?s).*id=\"secret\"[^>]*>([A-Z2-7]+)<.*", "$1");
        var begun = Authenticator.typed(secret, server.clock());
        assertThat(signIn(Panel.stranger(origin), begun.code()).status()).isEqualTo(422);
        assertThat(signIn(Panel.stranger(origin), app.recoveryCodes().get(1)).header("Location"))
                .isEqualTo(PATH);
        // The old key is found: the app works as ever.
        assertThat(signIn(Panel.stranger(server.origin()), app.code()).header("Location"))
                .isEqualTo("/leads");
    }

    @Test
    void a_workspace_that_demands_two_steps_locks_nobody_out() {
        var app = setUp();
        var before = workspace.user(Role.AGENT);
        Authenticator.setUp(workspace.panel(before), server.clock());
        var mine = Panel.stranger(server.origin());
        assertThat(signIn(mine, app.code()).status()).isEqualTo(303);
        mine.get("/settings/security");
        assertThat(mine.post("/settings/security", Map.of("two_steps", "1", "idle_days", "7", "most_days", "30"))
                        .status())
                .isEqualTo(303);
        server.clock().pass(Duration.ofHours(1));
        var panel = Panel.stranger(withoutTheOldKey());
        signIn(panel, app.recoveryCodes().getFirst());
        assertThat(panel.get("/leads").status()).isEqualTo(200);
        // And lets in somebody without codes, who then has to set it up.
        panel.get("/settings/team");
        assertThat(panel.post("/settings/team/" + before.id() + "/two-steps/reset", Map.of())
                        .status())
                .isEqualTo(303);
        var theirs = workspace.panel(before);
        assertThat(theirs.get("/leads").header("Location")).isEqualTo(PATH);
    }

    @Test
    void a_mail_servers_password_counts_as_none_until_it_is_given_again() {
        try (var mailbox = Mailbox.open()) {
            mailbox.know("login", "pass-word-7");
            var form = new HashMap<>(mailbox.form());
            form.putAll(Map.of("user", "login", "password", "pass-word-7"));
            var panel = workspace.panel(alice);
            panel.get("/settings/mail");
            assertThat(panel.post("/settings/mail", form).status()).isEqualTo(303);
            var there = panel.at(withoutTheOldKey());
            assertThat(there.get("/settings/mail").body())
                    .contains("can no longer be read, because this server’s secret key was lost")
                    .doesNotContain("A password is stored");
            there.get("/settings/team");
            assertThat(there.post("/settings/team", Map.of("name", "Bob", "email", "bob@example.com", "role", "agent"))
                            .body())
                    .contains("id=\"link\"");
            form.remove("password");
            there.get("/settings/mail");
            assertThat(there.post("/settings/mail", form).status()).isEqualTo(422);
            form.put("password", "pass-word-7");
            assertThat(there.post("/settings/mail", form).status()).isEqualTo(303);
            assertThat(there.get("/settings/mail").body()).contains("A password is stored");
        }
    }

    @Test
    void one_key_takes_the_others_place_while_everybody_works_on() {
        var app = setUp();
        var both = withKeys(ANOTHER_KEY, TestServer.SECRET_KEY);
        assertThat(signIn(Panel.stranger(TestServer.origin(both)), app.code()).header("Location"))
                .isEqualTo("/leads");
        var resealing = both.getBean(Resealing.class);
        assertThat(resealing.count(workspace.id())).isEqualTo(new Resealing.Count(0, 1, 0));
        // Several at once, as if one had been cut off and run again.
        Together.times(4, i -> resealing.reseal(workspace.id()));
        assertThat(resealing.count(workspace.id())).isEqualTo(new Resealing.Count(1, 0, 0));
        server.clock().pass(Duration.ofMinutes(1));
        assertThat(signIn(Panel.stranger(withoutTheOldKey()), app.code()).header("Location"))
                .isEqualTo("/leads");
        // The other way round: a server that still seals with the old key reads what was sealed with the new.
        server.clock().pass(Duration.ofMinutes(1));
        var behind = withKeys(TestServer.SECRET_KEY, ANOTHER_KEY);
        assertThat(signIn(Panel.stranger(TestServer.origin(behind)), app.code()).header("Location"))
                .isEqualTo("/leads");
    }

    @Test
    void sealing_anew_leaves_alone_what_it_cant_open_and_what_was_changed_meanwhile() {
        setUp();
        var strange =
                withKeys(ANOTHER_KEY, "a third key of tests, of enough letters").getBean(Resealing.class);
        assertThat(strange.reseal(workspace.id())).isEqualTo(new Resealing.Count(0, 0, 1));
        var secrets = server.bean(TwoStepSecrets.class);
        var was = secrets.all(workspace.id()).getFirst();
        assertThat(secrets.replace(workspace.id(), was, new byte[] {1})).isTrue();
        assertThat(secrets.replace(workspace.id(), was, new byte[] {2}))
                .as("it isn't there any more")
                .isFalse();
        assertThat(secrets.all(workspace.id()).getFirst().bytes()).containsExactly(1);
    }
}
