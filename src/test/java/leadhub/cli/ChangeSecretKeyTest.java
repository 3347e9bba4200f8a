package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.settings.Settings;
import leadhub.testing.Authenticator;
import leadhub.testing.Panel;
import leadhub.testing.PreparedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever runs the server gives it another secret key, as docs/operations.md says. */
class ChangeSecretKeyTest {
    private static final String NEW_KEY = "0123456789abcdef0123456789abcdef";
    private static final Pattern PENDING = Pattern.compile("name=\"pending\" value=\"([^\"]+)\"");

    @TempDir
    Path data;

    private String email = "";
    private String password = "";

    private Server start(Map<String, String> keys) {
        var flags = new HashMap<>(Map.of("--data", data.toString(), "--port", "0", "--management-port", "0"));
        flags.putAll(keys);
        return Server.start(Settings.of(flags, Map.of()));
    }

    private Command run(Map<String, String> environment, String... arguments) {
        var all = new java.util.ArrayList<>(java.util.List.of(arguments));
        all.addAll(java.util.List.of("--data", data.toString()));
        return Command.runWith(environment, all.toArray(String[]::new));
    }

    private Panel.Answer signIn(Server server, String code) {
        var panel = Panel.stranger(server.url());
        var asked = PENDING.matcher(panel.signIn(email, password).body());
        assertThat(asked.find()).isTrue();
        return panel.post("/sign-in/code", Map.of("pending", asked.group(1), "code", code));
    }

    private Authenticator setUp() {
        PreparedFolder.fill(data);
        try (var server = start(Map.of())) {
            var made = server.made().orElseThrow();
            email = made.email();
            password = made.password();
            return Authenticator.setUp(Panel.signedIn(server.url(), email, password), Clock.systemUTC());
        }
    }

    @Test
    void theNewKeyTakesOverAndTheOldOneCanGo() throws IOException {
        var app = setUp();
        var oldKey = Files.readString(data.resolve("secret.key")).strip();
        var both = Map.of("LEADHUB_SECRET_KEY", NEW_KEY, "LEADHUB_OTHER_SECRET_KEY", oldKey);
        try (var server = start(Map.of("--secret-key", NEW_KEY, "--other-secret-key", oldKey))) {
            assertThat(run(both, "secrets", "check").output())
                    .isEqualTo(
                            "Sealed with the secret key: 0; with the other one: 1; with a key that is neither: 0.\n");
            var resealed = run(both, "secrets", "reseal");
            assertThat(resealed.output())
                    .isEqualTo(
                            "Sealed with the secret key: 1; with the other one: 0; with a key that is neither: 0.\n");
            assertThat(resealed.status()).isZero();
            assertThat(resealed.output() + resealed.errors())
                    .doesNotContain(NEW_KEY)
                    .doesNotContain(oldKey);
        }
        try (var server = start(Map.of("--secret-key", NEW_KEY))) {
            assertThat(signIn(server, app.code(Duration.ofSeconds(30))).status())
                    .isEqualTo(303);
        }
    }

    @Test
    void whoRunsTheServerLetsInSomebodyWithoutAppAndCodesWhenTheKeyIsLost() throws IOException {
        setUp();
        Files.delete(data.resolve("secret.key"));
        try (var server = start(Map.of())) {
            var check = run(Map.of(), "secrets", "check");
            assertThat(check.status()).isEqualTo(1);
            assertThat(check.output()).contains("with a key that is neither: 1.");
            assertThat(signIn(server, "123456").body()).contains("can no longer be checked");
            var reset = run(Map.of(), "user", "reset-two-step", "--workspace", "default", "--email", email);
            assertThat(reset.status()).as(reset.errors()).isZero();
            var panel = Panel.signedIn(server.url(), email, password);
            assertThat(panel.get("/settings/audit").body()).contains("turned off somebody’s two-step sign-in");
            assertThat(run(Map.of(), "secrets", "check").status()).isZero();
        }
    }
}
