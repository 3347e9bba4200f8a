package leadhub.base.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadSettingsTest {
    @Test
    void withoutAnyEverythingHasADefault() {
        var settings = Settings.of(Map.of(), Map.of("PATH", "/bin", "LEADHUB_BASE_URL", ""));

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.managementPort()).isNull();
        assertThat(settings.allowedNetworks()).isEmpty();
        assertThat(settings.address().isLoopbackAddress()).isTrue();
        assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.databaseUrl()).isNull();
        assertThat(settings.baseUrl()).isNull();
        assertThat(settings.workspace()).isEqualTo("default");
        assertThat(settings.trustedProxies()).isEmpty();
        assertThat(settings.corsOrigins()).isEmpty();
    }

    @Test
    void aFlagWinsOverItsVariable() {
        var settings = Settings.of(Map.of("--port", "9000"), Map.of("LEADHUB_PORT", "1", "LEADHUB_WORKSPACE", "acme"));

        assertThat(settings.port()).isEqualTo(9000);
        assertThat(settings.workspace()).isEqualTo("acme");
    }

    @ParameterizedTest
    @CsvSource({
        "https://minio.example.com:443, https://minio.example.com",
        "http://10.0.0.1:80/, http://10.0.0.1",
        "http://[::1]:80, http://[::1]",
        "https://minio.example.com:80, https://minio.example.com:80",
        "http://minio.example.com:9000, http://minio.example.com:9000"
    })
    void anObjectStoreIsSignedForWithoutItsUsualPort(String given, String read) {
        var flags = Map.of(
                "--files-s3-endpoint", given,
                "--files-s3-bucket", "leadhub-files",
                "--files-s3-access-key", "key",
                "--files-s3-secret-key", "secret");
        assertThat(Settings.of(flags, Map.of()).objectStore()).hasToString(read + "/leadhub-files");
    }

    @Test
    void listsAreCutAtCommas() {
        var settings = Settings.of(
                Map.of(
                        "--trusted-proxies",
                        "10.0.0.0/8, ::1",
                        "--cors-origins",
                        "https://a.example,http://b.example:81"),
                Map.of());

        assertThat(settings.trustedProxies()).hasSize(2);
        assertThat(settings.trustedProxies().getFirst().contains(InetAddress.ofLiteral("10.1.2.3")))
                .isTrue();
        assertThat(settings.trustedProxies().getFirst().contains(InetAddress.ofLiteral("11.1.2.3")))
                .isFalse();
        assertThat(settings.trustedProxies().getFirst().contains(InetAddress.ofLiteral("::1")))
                .isFalse();
        assertThat(settings.corsOrigins()).containsExactly("https://a.example", "http://b.example:81");
    }

    @Test
    void aBaseUrlLosesItsLastSlash() {
        assertThat(Settings.of(Map.of("--base-url", "https://x.example/crm/"), Map.of())
                        .baseUrl())
                .isEqualTo("https://x.example/crm");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port | 65536",
                "--port | http",
                "--port | ''",
                "--management-port | -1",
                "--address | example.com",
                "--address | 10.1",
                "--base-url | leads.example.com",
                "--base-url | https://x.example?a=b",
                "--base-url | https://user@x.example",
                "--workspace | Acme Inc",
                "--trusted-proxies | 10.0.0.0/33",
                "--trusted-proxies | 10.0.0.0/x",
                "--trusted-proxies | proxy",
                "--allowed-networks | 10.0.0.0/33",
                "--allowed-networks | smtp.example.com",
                "--max-connections | 63",
                "--max-connections-per-address | 0",
                "--body-memory | much",
                "--intake-days | 0",
                "--intake-days | 90,email",
                "--intake-days | 90,letters=30",
                "--cors-origins | https://x.example/path",
                "--cors-origins | example.com",
                "--database-url | mysql://x@y/z",
                "--secret-key | too short",
                "--smtp-security | ssl",
                "--smtp-port | 25",
                "--smtp-host | smtp.example.com"
            })
    void aBadValueIsNamedInOneLine(String flag, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(flag, value), Map.of()))
                .isInstanceOf(SetupProblem.class)
                .hasMessageStartingWith(flag)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void aBadVariableIsNamedAsVariable() {
        assertThatThrownBy(() -> Settings.of(Map.of(), Map.of("LEADHUB_PORT", "x")))
                .hasMessage("LEADHUB_PORT can't be \"x\": give a port from 0 to 65535.");
    }

    @Test
    void anUnknownSettingIsRefused() {
        assertThatThrownBy(() -> Settings.of(Map.of("--prot", "1"), Map.of()))
                .isInstanceOf(SetupProblem.class)
                .hasMessageContaining("no setting --prot: use one of --port, --address");
        assertThatThrownBy(() -> Settings.of(Map.of(), Map.of("LEADHUB_PROT", "1")))
                .isInstanceOf(SetupProblem.class)
                .hasMessageContaining("no setting LEADHUB_PROT: use one of LEADHUB_PORT");
    }

    @Test
    void twoEqualPortsAreRefused() {
        assertThatThrownBy(() -> Settings.of(Map.of("--port", "8081", "--management-port", "8081"), Map.of()))
                .hasMessageStartingWith("--port and --management-port are both 8081");
        // The one that nobody chose makes way.
        assertThat(Settings.of(Map.of("--port", "8081"), Map.of()).managementPort())
                .isNull();
    }

    @Test
    void aMailServerHasTheUsualPortOfItsEncryption() {
        var smtp = Settings.of(
                        Map.of("--smtp-host", "smtp.example.com", "--smtp-security", "tls"),
                        Map.of(
                                "LEADHUB_SMTP_FROM",
                                "leads@example.com",
                                "LEADHUB_SMTP_USER",
                                "login",
                                "LEADHUB_SMTP_PASSWORD",
                                "word"))
                .smtp();
        assertThat(smtp)
                .isEqualTo(new SmtpServer(
                        "smtp.example.com", 465, SmtpServer.Security.TLS, "login", "word", "leads@example.com"));
    }

    @Test
    void secretsDontPrint() {
        var settings = Settings.of(
                Map.of(
                        "--smtp-host",
                        "h",
                        "--smtp-from",
                        "a@b.example",
                        "--smtp-user",
                        "u",
                        "--smtp-password",
                        "pass-7"),
                Map.of("LEADHUB_SECRET_KEY", "0123456789abcdef0123456789abcdef"));
        assertThat(settings.toString()).doesNotContain("pass-7").doesNotContain("0123456789abcdef");
        assertThatThrownBy(() -> Settings.of(Map.of("--secret-key", "short-7"), Map.of()))
                .message()
                .doesNotContain("short-7");
    }
}
