package leadhub.api.about;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.testing.ApiClient;
import leadhub.testing.OpenApiFile;
import leadhub.testing.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Anybody fetches what generators make clients of. */
class FetchOpenApiTest {
    private final TestServer server = TestServer.get();
    private final ApiClient stranger = ApiClient.withoutKey(server.origin());

    @ParameterizedTest
    @ValueSource(strings = {"leadhub", "lymbe"})
    void it_comes_as_yaml_and_as_json_and_names_this_server(String name) {
        var yaml = stranger.get("/api/v1/openapi/" + name + ".yaml");
        var json = stranger.get("/api/v1/openapi/" + name + ".json");
        assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
        assertThat(json.header("Content-Type")).startsWith("application/json");
        assertThat(new YAMLMapper().readTree(yaml.body()).toString())
                .isEqualTo(json.json().toString());
        assertThat(json.text("servers.0.variables.origin.default")).isEqualTo(server.origin());
        assertThat(json.at("paths").propertyNames())
                .isEqualTo(OpenApiFile.read(name).document().path("paths").propertyNames());
        for (var answer : new leadhub.testing.ApiAnswer[] {yaml, json}) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("leads.example.com");
            assertThat(answer.header("X-RateLimit-Limit")).isNotEmpty();
            assertThat(answer.header("X-Request-Id")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1]:8080", "leads.acme.test", "127.0.0.1:9"})
    void whatever_the_server_is_called_it_stays_readable(String host) {
        var document = new OpenApiDocument("leadhub");
        var yaml = new YAMLMapper().readTree(document.yaml("http://" + host));
        assertThat(yaml.at("/servers/0/variables/origin/default").asString()).isEqualTo("http://" + host);
    }
}
