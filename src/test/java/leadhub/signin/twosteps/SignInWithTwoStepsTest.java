package leadhub.signin.twosteps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.passwords.Passwords;
import leadhub.testing.Authenticator;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import leadhub.users.User;
import leadhub.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody sets up the second step, and signs in with it from then on. */
class SignInWithTwoStepsTest {
    private static final Pattern PENDING = Pattern.compile("name=\"pending\" value=\"([^\"]+)\"");
    private static final String PATH = "/settings/account/two-steps";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Authenticator setUp(User user) {
        return Authenticator.setUp(workspace.panel(user), server.clock());
    }

    /** After the password, in front of the page that asks for the code. */
    private String pending(Panel panel, User user) {
        var answer = panel.signIn(user.email(), TestWorkspace.PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        var matcher = PENDING.matcher(answer.body());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static Panel.Answer give(Panel panel, String pending, String code) {
        return panel.post("/sign-in/code", Map.of("pending", pending, "code", code, "next", "/leads"));
    }

    private Panel stranger() {
        return Panel.stranger(server.origin());
    }

    private void nextStep() {
        server.clock().pass(Duration.ofSeconds(60));
    }

    @Test
    void the_code_leads_where_one_wanted_to_go() {
        var app = setUp(alice);
        nextStep();
        var panel = stranger();
        var pending = pending(panel, alice);
        var answer = give(
                panel, pending, app.code().substring(0, 3) + " " + app.code().substring(3));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/leads");
        assertThat(panel.get("/leads").status()).isEqualTo(200);
    }

    @Test
    void the_password_alone_opens_nothing() {
        setUp(alice);
        var panel = stranger();
        var pending = pending(panel, alice);
        assertThat(panel.cookie("leadhub-session")).isEmpty();
        for (var path : java.util.List.of("/leads", "/settings/account", PATH, "/settings/keys")) {
            assertThat(panel.get(path).status()).as(path).isEqualTo(303);
        }
        // What the form knows is no session, either.
        var cookie = new String[] {"leadhub-session=" + pending, "__Host-leadhub-session=" + pending};
        for (var one : cookie) {
            var request = java.net.http.HttpRequest.newBuilder(java.net.URI.create(server.origin() + "/leads"))
                    .header("Cookie", one)
                    .build();
            try (var http = java.net.http.HttpClient.newHttpClient()) {
                assertThat(http.send(request, java.net.http.HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(303);
            } catch (java.io.IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void a_code_is_good_once() {
        var app = setUp(alice);
        nextStep();
        var code = app.code();
        var first = stranger();
        assertThat(give(first, pending(first, alice), code).status()).isEqualTo(303);
        var second = stranger();
        var pending = pending(second, alice);
        assertThat(give(second, pending, code).status()).isEqualTo(422);
        assertThat(give(second, pending, app.code(Duration.ofSeconds(-30))).status())
                .as("an older one")
                .isEqualTo(422);
        nextStep();
        assertThat(give(second, pending, app.code()).status()).isEqualTo(303);
        var third = stranger();
        third.get("/sign-in");
        assertThat(give(third, pending, app.code(Duration.ofSeconds(30))).status())
                .as("the same password again")
                .isEqualTo(422);
    }

    @Test
    void the_code_that_turned_it_on_signs_nobody_in() {
        // It is the same for half a minute, which has just begun.
        var millis = server.clock().instant().toEpochMilli();
        server.clock().pass(Duration.ofMillis(30_000 - millis % 30_000));
        var app = setUp(alice);
        var panel = stranger();
        assertThat(give(panel, pending(panel, alice), app.code()).status()).isEqualTo(422);
    }

    @Test
    void a_clock_may_be_half_a_minute_wrong_and_no_more() {
        var app = setUp(alice);
        for (var seconds : new int[] {-30, 30}) {
            server.clock().pass(Duration.ofMinutes(5));
            var panel = stranger();
            assertThat(give(panel, pending(panel, alice), app.code(Duration.ofSeconds(seconds)))
                            .status())
                    .isEqualTo(303);
        }
        for (var seconds : new int[] {-90, 90}) {
            server.clock().pass(Duration.ofMinutes(5));
            var panel = stranger();
            assertThat(give(panel, pending(panel, alice), app.code(Duration.ofSeconds(seconds)))
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void guessing_ends_after_ten_codes_from_wherever() {
        var app = setUp(alice);
        nextStep();
        var panel = stranger();
        var pending = pending(panel, alice);
        for (var i = 0; i < 10; i++) {
            assertThat(give(panel, pending, "00000" + i).status()).isEqualTo(422);
        }
        var answer = give(panel, pending, app.code());
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void after_ten_minutes_the_password_is_asked_for_again() {
        var app = setUp(alice);
        var panel = stranger();
        var pending = pending(panel, alice);
        server.clock().pass(Duration.ofMinutes(10));
        var answer = give(panel, pending, app.code());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("That took too long");
        assertThat(panel.get("/leads").status()).isEqualTo(303);
    }

    @Test
    void a_new_password_ends_what_was_half_done() {
        var app = setUp(alice);
        nextStep();
        var panel = stranger();
        var pending = pending(panel, alice);
        server.bean(Users.class)
                .resetPassword(
                        workspace.caller(),
                        alice.email(),
                        server.bean(Passwords.class).hash("another password"));
        assertThat(give(panel, pending, app.code()).status()).isEqualTo(422);
    }

    @Test
    void each_of_eight_recovery_codes_lets_in_once() {
        var app = setUp(alice);
        assertThat(new HashSet<>(app.recoveryCodes())).hasSize(8);
        for (var code : app.recoveryCodes()) {
            server.clock().pass(Duration.ofMinutes(20));
            var panel = stranger();
            assertThat(give(panel, pending(panel, alice), code.toUpperCase(java.util.Locale.ROOT))
                            .status())
                    .isEqualTo(303);
        }
        server.clock().pass(Duration.ofHours(1));
        var panel = stranger();
        var pending = pending(panel, alice);
        assertThat(give(panel, pending, app.recoveryCodes().getFirst()).status())
                .isEqualTo(422);
    }

    @Test
    void new_recovery_codes_take_the_place_of_the_old() {
        var mine = workspace.panel(alice);
        var app = Authenticator.setUp(mine, server.clock());
        var page = mine.get(PATH).body();
        assertThat(page)
                .contains("You have 8 recovery codes left")
                .doesNotContain(app.recoveryCodes().getFirst());
        nextStep();
        var renewed = Authenticator.codesOn(
                mine.post(PATH + "/codes", Map.of("code", app.code())).body());
        var panel = stranger();
        var pending = pending(panel, alice);
        assertThat(give(panel, pending, app.recoveryCodes().getFirst()).status())
                .isEqualTo(422);
        assertThat(give(panel, pending, renewed.getFirst()).status()).isEqualTo(303);
    }

    @Test
    void it_is_on_only_after_a_right_code_and_ends_the_other_sessions() {
        var here = workspace.panel(alice);
        var there = workspace.panel(alice);
        here.get("/leads");
        here.post(PATH, Map.of());
        assertThat(here.get(PATH).body()).contains("<svg class=\"qr\"").doesNotContain("style=");
        var wrong = here.post(PATH + "/confirm", Map.of("code", "12345"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(stranger().signIn(alice.email(), TestWorkspace.PASSWORD).status())
                .isEqualTo(303);
        assertThat(there.get("/leads").status()).isEqualTo(200);
        Authenticator.setUp(here, server.clock());
        assertThat(there.get("/leads").status()).isEqualTo(303);
        assertThat(here.get("/leads").status()).isEqualTo(200);
    }

    @Test
    void it_can_be_turned_off_and_set_up_anew() {
        var panel = workspace.panel(alice);
        var app = Authenticator.setUp(panel, server.clock());
        assertThat(panel.post(PATH + "/off", Map.of("code", app.recoveryCodes().getFirst()))
                        .status())
                .isEqualTo(303);
        assertThat(stranger().signIn(alice.email(), TestWorkspace.PASSWORD).status())
                .isEqualTo(303);
        assertThat(Authenticator.setUp(panel, server.clock()).recoveryCodes()).hasSize(8);
    }

    @Test
    void an_administrator_lets_somebody_in_again_who_lost_everything() {
        var bob = workspace.user(Role.AGENT);
        var bobs = workspace.panel(bob);
        Authenticator.setUp(bobs, server.clock());
        var panel = workspace.panel(alice);
        assertThat(panel.get("/settings/team").body()).contains("/settings/team/" + bob.id() + "/two-steps/reset");
        assertThat(panel.post("/settings/team/" + bob.id() + "/two-steps/reset", Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(bobs.get("/leads").status()).isEqualTo(303);
        assertThat(stranger().signIn(bob.email(), TestWorkspace.PASSWORD).status())
                .isEqualTo(303);
        assertThat(panel.get("/settings/audit").body()).contains("turned off somebody’s two-step sign-in");
    }

    /** One code lets in its own user and whoever has a password alone; another user of the same person stays outside. */
    @Test
    void a_code_opens_the_workspace_that_it_belongs_to() {
        var second = server.newWorkspace();
        var third = server.newWorkspace();
        for (var other : java.util.List.of(second, third)) {
            other.userLike(alice, Role.AGENT, TestWorkspace.PASSWORD);
        }
        var app = setUp(alice);
        nextStep();
        var there = stranger();
        give(there, pending(there, alice), app.code());
        there.get("/leads");
        assertThat(there.post("/workspaces/" + second.id(), Map.of()).status()).isEqualTo(303);
        Authenticator.setUp(there, server.clock());
        nextStep();
        var panel = stranger();
        give(panel, pending(panel, alice), app.code());
        panel.get("/leads");
        assertThat(panel.post("/workspaces/" + second.id(), Map.of()).status()).isEqualTo(404);
        assertThat(panel.post("/workspaces/" + third.id(), Map.of()).status()).isEqualTo(303);
    }

    /** Else its length would tell how much of the secret is like what somebody else has put on the page. */
    @Test
    void the_page_that_shows_the_secret_is_not_compressed() throws Exception {
        var panel = workspace.panel(alice);
        panel.get("/leads");
        panel.post(PATH, Map.of());
        assertThat(panel.get(PATH).body()).contains("id=\"secret\"");
        assertThat(encoding(panel, "/settings/account")).isEqualTo("gzip");
        assertThat(encoding(panel, PATH)).isEqualTo("identity");
    }

    private String encoding(Panel panel, String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(server.origin() + path))
                    .header("Cookie", "leadhub-session=" + panel.cookie("leadhub-session"))
                    .header("Accept-Encoding", "gzip");
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.headers().firstValue("Content-Encoding").orElse("");
        }
    }

    @Test
    void the_secret_is_sealed_and_the_recovery_codes_are_hashes() {
        var panel = workspace.panel(alice);
        panel.get("/leads");
        panel.post(PATH, Map.of());
        var secret = panel.get(PATH).body().replaceAll("(?s).*id=\"secret\"[^>]*>([A-Z2-7]+)<.*", "$1");
        var app = Authenticator.setUp(panel, server.clock());
        var rows = new WorkspaceTables(server).rows(workspace).toString();
        var hex = java.util.HexFormat.of();
        assertThat(secret).hasSize(32);
        assertThat(rows)
                .doesNotContain(secret)
                .doesNotContain(hex.formatHex(secret.getBytes(StandardCharsets.UTF_8)))
                .doesNotContain(app.recoveryCodes().getFirst());
    }

    @Test
    void codes_are_those_of_rfc_6238() {
        var secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(Totp.code(secret, 59 / 30)).isEqualTo("287082");
        assertThat(Totp.code(secret, 1_111_111_109L / 30)).isEqualTo("081804");
        assertThat(Totp.code(secret, 20_000_000_000L / 30)).isEqualTo("353130");
        assertThat(Totp.base32(secret)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
