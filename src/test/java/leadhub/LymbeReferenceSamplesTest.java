package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.apikeys.KeyDialect;
import leadhub.base.Json;
import leadhub.samples.LeadSeed;
import leadhub.testing.ApiClient;
import leadhub.testing.Program;
import leadhub.testing.Sample;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.TypeScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The programs that the Lymbe reference prints, run as they stand by the real curl and node: nothing is changed but
 * the base URL and the key.
 */
class LymbeReferenceSamplesTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient leadHub = workspace.leadHub();
    private final String key = workspace.key(KeyDialect.LYMBE);

    @TempDir
    Path folder;

    @Test
    void curl_finds_a_companys_leads() {
        leadHub.post(LEADS, "{\"first_name\": \"Anna\", \"last_name\": \"Müller\", \"company\": \"Musterfirma GmbH\"}");
        leadHub.post(LEADS, "{\"first_name\": \"Max\", \"company\": \"Beispiel AG\"}");
        var printed = sh("list-leads.sh");
        var reference = printed("list-leads.json");
        assertThat(printed.propertyNames()).containsExactlyElementsOf(reference.propertyNames());
        assertThat(printed.at("/leads/0").propertyNames())
                .containsExactlyElementsOf(reference.at("/leads/0").propertyNames());
        assertThat(printed.at("/leads")).hasSize(1);
        assertThat(printed.at("/leads/0/name").asString()).isEqualTo("Anna Müller");
        assertThat(printed.at("/leads/0/company").asString()).isEqualTo("Musterfirma GmbH");
        assertThat(printed.at("/pagination").toString())
                .isEqualTo("{\"total\":1,\"limit\":20,\"offset\":0,\"hasMore\":false}");
    }

    @Test
    void curl_creates_the_lead_that_the_reference_prints() {
        var lead = sh("create-lead.sh").at("/lead");
        var reference = printed("create-lead.json").at("/lead");
        assertThat(lead.propertyNames()).containsExactlyElementsOf(reference.propertyNames());
        for (var member : reference.properties()) {
            if (!List.of("id", "createdAt", "updatedAt").contains(member.getKey())) {
                assertThat(lead.get(member.getKey())).as(member.getKey()).isEqualTo(member.getValue());
            }
        }
        assertThat(leadHub.get(LEADS).text("data.0.notes"))
                .isEqualTo(lead.get("message").asString());
    }

    @Test
    void typescript_creates_a_lead_and_reads_a_refusal() {
        var printed = typeScript("""
                const good = { name: 'Max Mustermann', email: 'max@example.com', company: 'Beispiel AG' };
                const made = await createLead(createLeadSchema.parse(good));
                const refusal = await createLead({ name: 'Max', email: 'nobody' }).catch((error) => error.message);
                console.log(JSON.stringify({ made, refusal }));
                """);
        assertThat(printed.at("/made/name").asString()).isEqualTo("Max Mustermann");
        assertThat(printed.at("/refusal").asString()).matches("Lead-Erstellung fehlgeschlagen: .{5,}");
        var stored = leadHub.get(LEADS);
        assertThat(stored.number("meta.total")).isEqualTo(1);
        assertThat(stored.text("data.0.company")).isEqualTo("Beispiel AG");
    }

    @Test
    void typescript_reads_all_leads_of_a_month_page_by_page() {
        server.bean(LeadSeed.class).seed(workspace.caller(), 1_500, made -> {});
        var atMost = leadsSince(Instant.now().minus(Duration.ofDays(30)));
        var printed = typeScript("console.log(JSON.stringify(await getRecentLeads()));");
        var atLeast = leadsSince(Instant.now().minus(Duration.ofDays(30)));
        assertThat(atLeast).isGreaterThan(100);
        assertThat((long) printed.size()).isBetween(atLeast, atMost);
        assertThat(printed.valueStream().map(lead -> lead.get("id").asString())).doesNotHaveDuplicates();
    }

    private JsonNode sh(String name) {
        var sample = Sample.read("lymbe/" + name)
                .put("https://app.lymbe.ai", server.origin())
                .put("lymbe_sk_dein_api_key", key);
        return Json.MAPPER.readTree(Program.run(
                folder, Map.of(), List.of("sh", sample.writeTo(folder).toString())));
    }

    private JsonNode typeScript(String calls) {
        var schema = Sample.read("lymbe/lead-schema.ts");
        var example = Sample.read("lymbe/leads-example.ts").put("https://app.lymbe.ai", server.origin());
        var environment = Map.of("LYMBE_API_KEY", key);
        return Json.MAPPER.readTree(TypeScript.run(folder, environment, List.of(schema, example), calls));
    }

    private static JsonNode printed(String name) {
        return Json.MAPPER.readTree(Sample.read("lymbe/" + name).text());
    }

    private long leadsSince(Instant instant) {
        return leadHub.get(LEADS + "?created_after=" + instant).number("meta.total");
    }
}
