package leadhub.signin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.signin.Browser;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import leadhub.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings → Your account: everybody's own name, look, password and sessions. */
class ManageAccountTest {
    private static final Pattern END = Pattern.compile("/settings/account/sessions/[0-9]+/end");
    private static final String CHOSEN = "tree lamp river";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User bob = workspace.user(Role.READ_ONLY);
    private Panel panel = Panel.stranger(server.origin());

    @BeforeEach
    void signed_in() {
        server.clock().pass(Duration.ofHours(1));
        panel = workspace.panel(bob);
    }

    @Test
    void the_settings_lead_everybody_to_a_page_of_theirs() {
        assertThat(panel.get("/settings").header("Location")).isEqualTo("/settings/account");
        assertThat(panel.get("/settings/account").body())
                .contains("Your account")
                .doesNotContain("/settings/keys");
        var admin = workspace.panel(Role.ADMIN);
        assertThat(admin.get("/settings").header("Location")).isEqualTo("/settings/keys");
    }

    @Test
    void name_look_and_time_zone_hold_on_the_next_page() {
        panel.get("/settings/account");
        var saved = panel.post("/settings/account", account("Robert", "", "dark", "Asia/Tokyo"));
        assertThat(saved.status()).isEqualTo(303);
        var page = panel.get("/settings/account").body();
        assertThat(page)
                .contains("value=\"Robert\"", "data-theme=\"dark\"")
                .containsPattern("value=\"Asia/Tokyo\" selected");
    }

    @Test
    void the_first_sign_in_takes_the_browsers_time_zone_and_later_ones_leave_it() {
        var carol = workspace.user(Role.AGENT);
        var first = Panel.stranger(server.origin());
        first.get("/sign-in");
        var entered = Map.of("email", carol.email(), "password", TestWorkspace.PASSWORD, "time_zone", "Asia/Tokyo");
        assertThat(first.post("/sign-in", entered).status()).isEqualTo(303);
        assertThat(first.get("/settings/account").body()).containsPattern("value=\"Asia/Tokyo\" selected");
        first.post("/settings/account", account("Carol", "", "auto", ""));
        var second = Panel.stranger(server.origin());
        second.get("/sign-in");
        second.post("/sign-in", entered);
        assertThat(second.get("/settings/account").body()).doesNotContainPattern("value=\"Asia/Tokyo\" selected");
    }

    @Test
    void a_time_zone_that_nobody_knows_keeps_nobody_out() {
        var carol = workspace.user(Role.AGENT);
        var first = Panel.stranger(server.origin());
        first.get("/sign-in");
        var entered = Map.of("email", carol.email(), "password", TestWorkspace.PASSWORD, "time_zone", "Mars/Olympus");
        assertThat(first.post("/sign-in", entered).status()).isEqualTo(303);
        assertThat(first.get("/settings/account").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"en, Your account, ltr", "ar, العربية, rtl", "de, Zeitzone, ltr", "ja, タイムゾーン, ltr", "zh-CN, 时区, ltr"})
    void a_language_that_was_chosen_comes_before_the_browsers(String language, String word, String direction) {
        panel.get("/settings/account");
        panel.post("/settings/account", account("Bob", language, "auto", ""));
        assertThat(panel.get("/settings/account").body())
                .contains("lang=\"" + language + "\" dir=\"" + direction + "\"", word);
    }

    @Test
    void what_can_not_be_is_refused() {
        panel.get("/settings/account");
        var nameless = panel.post("/settings/account", account(" ", "", "auto", ""));
        assertThat(nameless.status()).isEqualTo(422);
        assertThat(nameless.body()).contains("Enter a name of up to 255 characters.");
        for (var wrong : List.of(
                account("Bob", "tlh", "auto", ""),
                account("Bob", "", "pink", ""),
                account("Bob", "", "auto", "Moon/Tranquility"))) {
            assertThat(panel.post("/settings/account", wrong).status()).isEqualTo(422);
        }
        assertThat(server.bean(Users.class).get(workspace.caller(), bob.id())).isEqualTo(bob);
    }

    @Test
    void a_new_password_takes_the_old_one_and_ends_the_other_sessions() {
        var elsewhere = workspace.panel(bob);
        panel.get("/settings/account");
        assertThat(panel.post("/settings/account/password", passwords("wrong", CHOSEN))
                        .body())
                .contains("That’s not your current password.");
        assertThat(panel.post("/settings/account/password", passwords(TestWorkspace.PASSWORD, "short"))
                        .status())
                .isEqualTo(422);
        assertThat(elsewhere.get("/leads").status()).isEqualTo(200);
        assertThat(panel.post("/settings/account/password", passwords(TestWorkspace.PASSWORD, CHOSEN))
                        .status())
                .isEqualTo(303);
        assertThat(panel.get("/leads").status()).isEqualTo(200);
        assertThat(elsewhere.get("/leads").status()).isEqualTo(303);
        assertThat(elsewhere.signIn(bob.email(), TestWorkspace.PASSWORD).status())
                .isEqualTo(422);
        assertThat(elsewhere.signIn(bob.email(), CHOSEN).status()).isEqualTo(303);
    }

    @Test
    void guessing_the_old_password_ends_as_it_does_when_signing_in() {
        panel.get("/settings/account");
        for (var i = 0; i < 10; i++) {
            assertThat(panel.post("/settings/account/password", passwords("guess " + i, CHOSEN))
                            .status())
                    .isEqualTo(422);
        }
        assertThat(panel.post("/settings/account/password", passwords(TestWorkspace.PASSWORD, CHOSEN))
                        .status())
                .isEqualTo(429);
    }

    @Test
    void one_other_session_ends_or_all_of_them() {
        var first = workspace.panel(bob);
        var page = panel.get("/settings/account").body();
        assertThat(page).contains("This device", "127.0.0.1");
        var matcher = END.matcher(page);
        assertThat(matcher.find()).isTrue();
        panel.post(matcher.group(), Map.of());
        assertThat(first.get("/leads").status()).isEqualTo(303);
        var second = workspace.panel(bob);
        var third = workspace.panel(bob);
        panel.get("/settings/account");
        panel.post("/settings/account/sessions/end", Map.of());
        assertThat(second.get("/leads").status()).isEqualTo(303);
        assertThat(third.get("/leads").status()).isEqualTo(303);
        assertThat(panel.get("/leads").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0, Firefox · Windows",
                "Mozilla/5.0 (X11; Linux x86_64) Chrome/128.0.0.0 Safari/537.36, Chrome · Linux",
                "Mozilla/5.0 (Windows NT 10.0) Chrome/128.0 Safari/537.36 Edg/128.0, Edge · Windows",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1, Safari · iPhone",
                "Something else, \"\""
            })
    void a_browser_is_called_what_people_call_it(String userAgent, String name) {
        assertThat(Browser.name(userAgent)).isEqualTo(name);
    }

    private static Map<String, String> account(String name, String language, String theme, String zone) {
        return Map.of("name", name, "language", language, "theme", theme, "time_zone", zone);
    }

    private static Map<String, String> passwords(String old, String wanted) {
        return Map.of("old_password", old, "password", wanted);
    }
}
