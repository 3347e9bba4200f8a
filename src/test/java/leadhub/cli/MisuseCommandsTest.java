package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake is one line that says what to do, and status 2; nothing is started for it. */
class MisuseCommandsTest {
    @Test
    void anUnknownOptionIsNamed() {
        refused(Command.run("--prot", "80"), "--prot");
    }

    @Test
    void anUnknownCommandIsNamed() {
        refused(Command.run("sevre"), "sevre");
    }

    @Test
    void anUnknownVariableIsNamed() {
        refused(Command.runWith(Map.of("LEADHUB_PROT", "80")), "LEADHUB_PROT");
    }

    @Test
    void aBadSettingIsNamed() {
        refused(Command.run("--port", "http"), "--port can't be \"http\"");
        refused(Command.runWith(Map.of("LEADHUB_PORT", "tcp://10.0.0.1:80")), "LEADHUB_PORT");
    }

    @Test
    void thePasswordOfABadUrlIsNotShown() {
        var command = Command.run("migrate", "--database-url", "postgresql://user:secret@");
        refused(command, "--database-url");
        assertThat(command.errors()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key",
                "key create --workspace x",
                "key create --workspace x --scopes fly:leads",
                "key create --workspace x --scopes all --dialect klingon",
                "key create --workspace x --scopes all --expires 2020-01-01",
                "key create --workspace x --scopes all --expires tomorrow",
                "key create --workspace x --scopes all --rate-limit many",
                "key revoke --workspace x",
                "user create --workspace x --name A --email a@example.com --role boss",
                "workspace create --slug x --name X --time-zone Mars/Base",
                "workspace create --slug x --name X --country XX",
                "seed --leads 0",
                "seed --leads lots",
                "export --format csv",
            })
    void aCommandThatCantBeMeantIsRefused(String line) {
        refused(Command.run(line.split(" ")), "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serve",
                "workspace",
                "workspace create",
                "workspace list",
                "user",
                "user create",
                "user list",
                "user reset-password",
                "user reset-two-step",
                "user unlock",
                "key",
                "key create",
                "key list",
                "key revoke",
                "migrate",
                "doctor",
                "seed",
                "export",
                "version",
            })
    void everyCommandHelpsWithAnExample(String name) {
        var words = name.isEmpty() ? List.<String>of() : List.of(name.split(" "));
        var command = Command.run(java.util.stream.Stream.concat(words.stream(), java.util.stream.Stream.of("--help"))
                .toArray(String[]::new));

        assertThat(command.status()).isZero();
        assertThat(command.output()).startsWith("Usage: leadhub").contains("Example", "bin/leadhub " + name);
        assertThat(command.errors()).isEmpty();
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(Command.run("version").output()).matches("\\d+\\.\\d+\\.\\d+\n");
        assertThat(Command.run("--version").output())
                .isEqualTo(Command.run("version").output());
    }

    private static void refused(Command command, String words) {
        assertThat(command.status()).isEqualTo(2);
        assertThat(command.output()).isEmpty();
        assertThat(command.errors()).contains(words).hasLineCount(1).endsWith(".\n");
    }
}
