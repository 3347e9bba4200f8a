package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import leadhub.apikeys.KeyDialect;
import leadhub.base.Json;
import leadhub.testing.ApiClient;
import leadhub.testing.Program;
import leadhub.testing.Sample;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The programs that the LeadHub reference prints, run as they stand by the real curl, php and node: nothing is changed
 * but the base URL, the key and what the reference itself calls a placeholder.
 *
 * <p>Left out: the JSON that it prints for creating a lead, because it names a stage and a user of an
 * installation of its own; forms, automations and integrations, because no program is printed for them.
 */
class ReferenceSamplesTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final String key = workspace.key(KeyDialect.LEADHUB);

    @TempDir
    Path folder;

    @Test
    void curl_lists_new_leads() {
        var ann = create("{\"first_name\": \"Ann\"}");
        create("{\"first_name\": \"Bob\", \"status\": \"lost\"}");
        var printed = run("sh", ours("list-leads.sh").writeTo(folder));
        assertThat(ids(printed.at("/data"))).containsExactly(ann);
        assertThat(printed.at("/meta/per_page").asInt()).isEqualTo(25);
        assertThat(printed.at("/meta/total").asInt()).isEqualTo(1);
        assertThat(printed.at("/links/self").asString())
                .isEqualTo(server.origin() + LEADS + "?status=new&per_page=25&page=1");
    }

    @Test
    void curl_creates_a_lead() {
        var printed = run("sh", ours("create-lead.sh").writeTo(folder));
        assertSarah(printed.at("/data"), "api");
    }

    @Test
    void php_lists_leads_by_file_get_contents_and_creates_one_by_its_curl() {
        var ann = create("{\"first_name\": \"Ann\"}");
        var program = ours("leads.php").writeTo(folder, "<?php\n", "\necho json_encode([$leads, $result]);\n");
        var printed = run("php", program);
        assertThat(ids(printed.at("/0/data"))).containsExactly(ann);
        assertThat(printed.at("/0/meta/total").asInt()).isEqualTo(1);
        assertSarah(printed.at("/1/data"), "api");
    }

    @Test
    void javascript_lists_new_leads_and_creates_one() {
        var ann = create("{\"first_name\": \"Ann\"}");
        create("{\"first_name\": \"Bob\", \"status\": \"lost\"}");
        var program = ours("leads.mjs").writeTo(folder, "", "\nconsole.log(JSON.stringify([data, meta, newLead]));\n");
        var printed = run("node", program);
        assertThat(ids(printed.at("/0"))).containsExactly(ann);
        assertThat(printed.at("/1/total").asInt()).isEqualTo(1);
        assertSarah(printed.at("/2/data"), "website");
    }

    /** Of this one the reference prints the request line, the header and the body; curl sends them. */
    @Test
    void the_inbound_lead_comes_in_once() {
        var body = Sample.read("leadhub/inbound-lead.json").writeTo(folder);
        var address = "/api/inbound/leads?tenant={workspace-slug}".replace("{workspace-slug}", workspace.slug());
        var header = "Authorization: Bearer {api_key}".replace("{api_key}", key);
        var command = List.of(
                "curl",
                "-X",
                "POST",
                server.origin() + address,
                "-H",
                header,
                "-H",
                "Content-Type: application/json",
                "-d",
                "@" + body);
        var first = json(Program.run(folder, Map.of(), command));
        var id = first.at("/lead_id").asLong();
        assertThat(first.toString())
                .isEqualTo("{\"status\":\"created\",\"lead_id\":%d,\"is_duplicate\":false}".formatted(id));
        var lead = api.get(LEADS + "/" + id).at("data");
        for (var sent : json(Sample.read("leadhub/inbound-lead.json").text()).properties()) {
            assertThat(lead.get(sent.getKey())).as(sent.getKey()).isEqualTo(sent.getValue());
        }
        var second = json(Program.run(folder, Map.of(), command));
        assertThat(second.at("/is_duplicate").asBoolean()).isTrue();
        assertThat(second.at("/lead_id").asLong()).isEqualTo(id);
    }

    private long create(String body) {
        return api.post(LEADS, body).number("data.id");
    }

    private Sample ours(String name) {
        return Sample.read("leadhub/" + name)
                .put("https://yourdomain.com", server.origin())
                .put("lh_your_api_key_here", key);
    }

    private JsonNode run(String program, Path file) {
        return json(Program.run(folder, Map.of(), List.of(program, file.toString())));
    }

    /** What was printed is what is stored; an empty object is an empty array to PHP. */
    private void assertSarah(JsonNode printed, String source) {
        var stored = api.get(LEADS + "/" + printed.at("/id").asLong()).at("data");
        for (var member : stored.properties()) {
            if (!member.getKey().equals("custom_fields")) {
                assertThat(printed.get(member.getKey())).as(member.getKey()).isEqualTo(member.getValue());
            }
        }
        assertThat(stored.at("/first_name").asString()).isEqualTo("Sarah");
        assertThat(stored.at("/email").asString()).isEqualTo("sarah@example.com");
        assertThat(stored.at("/source").asString()).isEqualTo(source);
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    private static List<Long> ids(JsonNode leads) {
        return leads.valueStream().map(lead -> lead.get("id").asLong()).toList();
    }
}
