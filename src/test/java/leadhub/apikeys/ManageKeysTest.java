package leadhub.apikeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.api.Scope;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.ProblemException;
import leadhub.base.Region;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings → API keys: make one, use it, take it away. */
class ManageKeysTest {
    private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*>([^<]+)<");
    private static final Pattern CURL = Pattern.compile("(?s)id=\"curl\"[^>]*>(.+?)</pre>");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    @Test
    void a_new_key_is_shown_once_with_a_line_that_works() throws Exception {
        var panel = workspace.panel(Role.ADMIN);
        assertThat(panel.get("/settings/keys").body()).contains("No API keys yet");
        panel.get("/settings/keys/new");
        var made = panel.post("/settings/keys", Map.of("name", "Website", "all", "yes", "hourly_limit", "500"));
        assertThat(made.status()).isEqualTo(200);
        var secret = found(SECRET, made);
        assertThat(secret).startsWith("lh_");
        assertThat(ApiClient.leadHub(server.origin(), secret).get("/api/v1/me").status())
                .isEqualTo(200);
        assertThat(run(found(CURL, made))).isEqualTo("201");
        var list = panel.get("/settings/keys").body();
        assertThat(list).contains("Website", "500 requests an hour", "Full access", "Created by Some admin on");
        assertThat(list).contains("Last used").doesNotContain(secret);
    }

    @Test
    void a_key_says_how_often_it_was_used_today() {
        var api = ApiClient.leadHub(server.origin(), workspace.key(KeyDialect.LEADHUB));
        for (var call = 0; call < 3; call++) {
            api.get("/api/v1/me");
        }
        assertThat(workspace.panel(Role.ADMIN).get("/settings/keys").body()).contains("3 requests today");
        server.clock().pass(Duration.ofDays(1));
        assertThat(workspace.panel(Role.ADMIN).get("/settings/keys").body()).contains("0 requests today");
    }

    @Test
    void a_lymbe_key_comes_with_its_own_line() throws Exception {
        var panel = workspace.panel(Role.ADMIN);
        panel.get("/settings/keys/new");
        var made = panel.post(
                "/settings/keys", Map.of("name", "Chat", "dialect", "lymbe", "all", "yes", "hourly_limit", "9"));
        assertThat(found(SECRET, made)).startsWith("lymbe_sk_");
        assertThat(run(found(CURL, made))).isEqualTo("201");
    }

    @Test
    void a_key_may_do_what_was_ticked_and_nothing_else() throws Exception {
        var panel = workspace.panel(Role.ADMIN);
        panel.get("/settings/keys/new");
        var made = panel.post(
                "/settings/keys",
                Map.of("name", "Tags", "scopes[0]", "read:tags", "scopes[1]", "write:tags", "hourly_limit", "10"));
        var api = ApiClient.leadHub(server.origin(), found(SECRET, made));
        assertThat(api.get("/api/v1/tags").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/leads").status()).isEqualTo(403);
        assertThat(run(found(CURL, made))).isEqualTo("200");
        assertThat(panel.get("/settings/keys").body()).contains("2 permissions", "read:tags");
    }

    @Test
    void what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() {
        var panel = workspace.panel(Role.ADMIN);
        panel.get("/settings/keys/new");
        var answer =
                panel.post("/settings/keys", Map.of("name", "Mine", "hourly_limit", "0", "last_day", "2001-01-01"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Choose at least one permission", "Enter a whole number", "Choose today or a later date")
                .contains("value=\"Mine\"", "value=\"2001-01-01\"");
        assertThat(panel.post("/settings/keys", Map.of("all", "yes")).body()).contains("Enter a name");
        assertThat(panel.get("/settings/keys").body()).contains("No API keys yet");
    }

    @Test
    void a_key_works_to_the_end_of_its_last_day() {
        var panel = workspace.panel(Role.ADMIN);
        panel.get("/settings/keys/new");
        var today = java.time.LocalDate.ofInstant(server.clock().instant(), java.time.ZoneOffset.UTC);
        var made = panel.post(
                "/settings/keys",
                Map.of(
                        "name",
                        "Short",
                        "all",
                        "yes",
                        "hourly_limit",
                        "10",
                        "last_day",
                        today.plusDays(1).toString()));
        var api = ApiClient.leadHub(server.origin(), found(SECRET, made));
        assertThat(api.get("/api/v1/me").status()).isEqualTo(200);
        server.clock().pass(Duration.ofDays(2));
        assertThat(api.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void a_key_is_good_for_a_year_unless_something_else_is_chosen() throws Exception {
        var panel = workspace.panel(Role.ADMIN);
        assertThat(panel.get("/settings/keys/new").body())
                .contains("value=\"year\" checked", "making people admins and setting passwords");
        for (var ends : List.of("", "year", "quarter", "month", "never")) {
            var fields = new HashMap<>(Map.of("name", "Key " + ends, "all", "yes", "hourly_limit", "10"));
            if (!ends.isEmpty()) {
                fields.put("ends", ends);
            }
            var api = ApiClient.leadHub(server.origin(), found(SECRET, panel.post("/settings/keys", fields)));
            var days = api.get("/api/v1/me").text("data.key.expires_at");
            var today = LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
            var last = switch (ends) {
                case "never" -> null;
                case "month" -> today.plusDays(30);
                case "quarter" -> today.plusDays(90);
                default -> today.plusYears(1);
            };
            assertThat(days).as(ends).isEqualTo(last == null ? "" : last.plusDays(1) + "T00:00:00+00:00");
        }
    }

    @Test
    void keys_that_end_soon_are_told_of_and_those_that_ended_say_so() {
        var now = server.clock().instant();
        workspace.make(EnumSet.of(Scope.READ_LEADS), 1, now.plus(Duration.ofDays(29)));
        workspace.make(EnumSet.of(Scope.READ_LEADS), 1, now.plus(Duration.ofDays(40)));
        var body = workspace.panel(Role.ADMIN).get("/settings/keys").body();
        assertThat(body)
                .contains("One key expires within 30 days", "Expires soon", "Created on")
                .doesNotContain("Expired<");
        server.clock().pass(Duration.ofDays(30));
        body = workspace.panel(Role.ADMIN).get("/settings/keys").body();
        assertThat(body).contains("One key expires within 30 days", "Expired<");
    }

    @Test
    void a_revoked_key_is_refused_at_once() {
        var panel = workspace.panel(Role.ADMIN);
        var key = workspace.make(EnumSet.of(Scope.READ_LEADS), 100, null);
        var api = ApiClient.leadHub(server.origin(), key.secret());
        assertThat(api.get("/api/v1/leads").status()).isEqualTo(200);
        panel.get("/settings/keys");
        assertThat(panel.post("/settings/keys/" + key.key().id() + "/revoke", Map.of())
                        .status())
                .isEqualTo(303);
        // As quickly as the signal travels: the ten seconds for which keys are remembered don't pass meanwhile.
        Await.until(() -> api.get("/api/v1/leads").status() == 401);
        assertThat(panel.get("/settings/keys").body()).contains("No API keys yet");
    }

    @Test
    void only_admins_see_or_change_keys_whatever_the_way() {
        var keys = server.bean(ApiKeys.class);
        var manager = new Caller(
                workspace.id(),
                Region.UNKNOWN,
                Role.MANAGER,
                new Actor(Actor.Kind.USER, 1, "Some manager"),
                null,
                null);
        var wanted = new NewApiKey("Mine", KeyDialect.LEADHUB, EnumSet.of(Scope.READ_LEADS), 1, null);
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> keys.list(manager));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> keys.create(manager, wanted));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> keys.revoke(manager, 1));
    }

    private static String found(Pattern pattern, Panel.Answer answer) {
        var matcher = pattern.matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        return matcher.group(1).replace("&#39;", "'").replace("&#34;", "\"").replace("&quot;", "\"");
    }

    /** Runs the line in a shell, as the reader would. */
    private static String run(String curl) throws Exception {
        var process = new ProcessBuilder("sh", "-c", curl + " -s -o /dev/null -w '%{http_code}'")
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
