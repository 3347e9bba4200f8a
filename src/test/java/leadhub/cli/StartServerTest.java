package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import leadhub.base.Json;
import leadhub.testing.ApiClient;
import leadhub.testing.PreparedFolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StartServerTest {
    @TempDir
    Path data;

    @Test
    void theFirstStartPrintsWhatAPersonNeeds() throws Exception {
        String key;
        try (var first = LeadHubProcess.serve(data, "--workspace", "acme-inc")) {
            var origin = first.origin();
            key = first.printed("LeadHub key");

            // The first line creates a lead in one dialect, the second lists it in the other.
            var curls = first.output()
                    .lines()
                    .filter(line -> line.startsWith("curl "))
                    .toList();
            assertThat(curls).hasSize(2);
            assertThat(run(curls.get(0)).at("/data/first_name").asString()).isEqualTo("Sarah");
            assertThat(run(curls.get(1)).at("/leads/0/name").asString()).isEqualTo("Sarah Johnson");
            assertThat(ApiClient.leadHub(origin, key).get("/api/v1/me").text("data.workspace.name"))
                    .isEqualTo("Acme Inc");
            assertThat(first.printed("Password")).hasSizeGreaterThan(15);
            assertThat(first.errors()).doesNotContain(key).doesNotContain(first.printed("Password"));
        }
        try (var second = LeadHubProcess.serve(data)) {
            var leads = ApiClient.leadHub(second.origin(), key).get("/api/v1/leads");

            assertThat(leads.number("meta.total")).isEqualTo(1);
            assertThat(second.output().lines()).hasSize(1);
            assertThat(second.errors().lines()).singleElement().asString().contains("No mail server is set");
        }
        assertThat(data.resolve("server.properties")).doesNotExist();
        assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
    }

    @Test
    void aTakenPortIsSaidInOneLine() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var process = LeadHubProcess.start(
                        List.of("--data", data.toString(), "--port", Integer.toString(taken.getLocalPort())))) {
            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(process.errors())
                    .isEqualTo("Port " + taken.getLocalPort()
                            + " of 127.0.0.1 is taken: stop what uses it, or choose another with --port.\n");
            assertThat(Files.list(data)).isEmpty();
        }
    }

    /** Only the port was chosen, and another server has the usual one for health and metrics. */
    @Test
    void aTakenManagementPortMakesWayUnlessItWasChosen() throws Exception {
        try (var usual = holdIfFree(8081);
                var process = LeadHubProcess.start(
                        List.of("--data", PreparedFolder.fill(data).toString(), "--port", "0"))) {
            process.origin();
            assertThat(process.errors())
                    .containsPattern("Port 8081 is taken, so health and metrics are on port 80(8[2-9]|9\\d)")
                    .doesNotContain("--base-url");
            assertThat(usual == null || usual.isBound()).isTrue();
        }
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                var process = LeadHubProcess.start(List.of(
                        "--data",
                        data.toString(),
                        "--port",
                        "0",
                        "--management-port",
                        Integer.toString(taken.getLocalPort())))) {
            assertThat(process.awaitEnd()).isEqualTo(1);
            assertThat(process.errors())
                    .contains("is taken: stop what uses it, or choose another with --management-port");
        }
    }

    @Test
    void listeningBeyondThisMachineWithoutAnAddressIsWarnedOf() throws Exception {
        try (var process = LeadHubProcess.serve(PreparedFolder.fill(data), "--address", "0.0.0.0")) {
            process.origin();
            assertThat(process.errors()).contains("listens beyond this machine without --base-url");
        }
    }

    /** Null if somebody else has it already, which does as well. */
    private static @Nullable ServerSocket holdIfFree(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            return null;
        }
    }

    @Test
    void aSecondServerOnTheFolderIsRefused() throws Exception {
        try (var first = LeadHubProcess.serve(PreparedFolder.fill(data))) {
            first.origin();
            try (var second = LeadHubProcess.serve(data)) {
                assertThat(second.awaitEnd()).isEqualTo(1);
                assertThat(second.errors())
                        .startsWith("Another LeadHub runs on ")
                        .hasLineCount(1);
            }
            assertThat(ApiClient.withoutKey(first.origin())
                            .get("/api/v1/health")
                            .status())
                    .isEqualTo(200);
        }
    }

    /** As somebody who pastes the line. */
    private static JsonNode run(String line) throws Exception {
        var process = new ProcessBuilder("bash", "-c", line + " --silent --fail-with-body")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(answer).isZero();
        return Json.MAPPER.readTree(answer);
    }
}
