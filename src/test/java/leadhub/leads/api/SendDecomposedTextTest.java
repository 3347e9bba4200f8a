package leadhub.leads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** Texts come decomposed from macOS and composed from elsewhere, and are one and the same. */
class SendDecomposedTextTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void every_text_of_a_lead_comes_back_composed() {
        var made = api.post(LEADS, decomposed("""
                        {"first_name": "José", "last_name": "김", "company": "パン屋", "notes": "Йод", "source": "Café",
                         "tags": ["Grün"], "custom_fields": {"größe": ["ß", {"é": "è"}]}}"""));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("data.first_name")).isEqualTo("José");
        assertThat(made.text("data.last_name")).isEqualTo("김");
        assertThat(made.text("data.company")).isEqualTo("パン屋");
        assertThat(made.text("data.notes")).isEqualTo("Йод");
        assertThat(made.text("data.tags.0")).isEqualTo("Grün");
        assertThat(made.at("data.custom_fields").toString()).isEqualTo("{\"größe\":[\"ß\",{\"é\":\"è\"}]}");
        assertThat(total("source=" + encoded("Café"))).isEqualTo(1);
        assertThat(total("source=" + encoded(decomposed("Café")))).isEqualTo(1);
        for (var search : new String[] {"josé", "김", "パ", "Й", "й"}) {
            assertThat(total("search=" + encoded(search))).as(search).isLessThanOrEqualTo(1);
            assertThat(total("search=" + encoded(decomposed(search)))).isEqualTo(total("search=" + encoded(search)));
        }
        assertThat(total("search=" + encoded(decomposed("김")))).isEqualTo(1);
    }

    @Test
    void lengths_count_what_is_kept() {
        var body = Json.write(Map.of("first_name", decomposed("é".repeat(255))));
        assertThat(api.post(LEADS, body).status()).isEqualTo(201);
        var longer = Json.write(Map.of("first_name", decomposed("é".repeat(256))));
        assertThat(api.post(LEADS, longer).at("errors.first_name").size()).isEqualTo(1);
    }

    @Test
    void lymbe_counts_what_was_sent_and_keeps_it_composed() {
        var lymbe = workspace.lymbe();
        var fits = Map.of("name", decomposed("é".repeat(100)), "email", "a@example.com");
        var made = lymbe.post(LEADS, Json.write(fits));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("lead.name")).isEqualTo("é".repeat(100));
        var tooLong = Map.of("name", decomposed("é".repeat(101)), "email", "a@example.com");
        assertThat(lymbe.post(LEADS, Json.write(tooLong)).status()).isEqualTo(400);
        assertThat(lymbe.get(LEADS + "?search=" + encoded(decomposed("ééé"))).number("pagination.total"))
                .isEqualTo(1);
    }

    @Test
    void two_spellings_of_a_tag_are_one() {
        api.post("/api/v1/tags", decomposed("{\"name\": \"Größe\"}"));
        assertThat(api.post("/api/v1/tags", "{\"name\": \"GRÖSSE\"}").status()).isEqualTo(201);
        assertThat(api.post("/api/v1/tags", "{\"name\": \"größe\"}").status()).isEqualTo(422);
        var id = api.post(LEADS, decomposed("{\"first_name\": \"A\", \"tags\": [\"größe\"]}"))
                .number("data.id");
        assertThat(api.get(LEADS + "/" + id).text("data.tags.0")).isEqualTo("Größe");
        assertThat(total("tag=" + encoded(decomposed("GRÖßE")))).isEqualTo(1);
        assertThat(api.delete(LEADS + "/" + id + "/tags/" + encoded(decomposed("größe")))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void a_choice_takes_either_spelling() {
        workspace.field("Place", FieldKind.DROPDOWN, decomposed("Café"), "Bar");
        var made = api.post(LEADS, decomposed("{\"first_name\": \"A\", \"custom_fields\": {\"place\": \"CAFÉ\"}}"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(Normalizer.normalize(made.text("data.custom_fields.place"), Normalizer.Form.NFC))
                .isEqualTo("Café");
        assertThat(api.post(LEADS, "{\"first_name\": \"A\", \"custom_fields\": {\"place\": \"Cafe\"}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void an_e_mail_is_one_person_in_either_spelling_but_accents_make_another() {
        var first = post(api, "josé@example.com");
        assertThat(first).isFalse();
        assertThat(post(api, decomposed("josé@example.com"))).isTrue();
        assertThat(post(api, decomposed("JOSÉ@example.com"))).isTrue();
        assertThat(post(api, "jose@example.com")).isFalse();
    }

    @Test
    void the_inbound_form_knows_the_lead_in_either_spelling_but_not_without_its_accent() {
        assertThat(inbound("josé@example.com")).isEqualTo("created");
        assertThat(inbound(decomposed("josé@example.com"))).isEqualTo("duplicate");
        assertThat(inbound("jose@example.com")).isEqualTo("created");
    }

    @Test
    void accounts_go_by_either_spelling_but_not_without_their_accent() {
        var slug = workspace.slug();
        assertThat(user("josé." + slug + "@example.com").status()).isEqualTo(201);
        assertThat(user(decomposed("josé." + slug + "@example.com")).status()).isEqualTo(422);
        assertThat(user("jose." + slug + "@example.com").status()).isEqualTo(201);
        var panel = Panel.stranger(server.origin());
        assertThat(panel.signIn(decomposed("José." + slug + "@example.com"), decomposed("Pässwörter-1"))
                        .status())
                .isEqualTo(303);
        assertThat(Panel.stranger(server.origin())
                        .signIn("josé." + slug + "@example.com", "Passworter-1")
                        .status())
                .isNotEqualTo(303);
    }

    @Test
    void the_panel_keeps_and_finds_it_as_well() {
        var panel = workspace.panel(Role.MANAGER);
        panel.get("/leads");
        assertThat(panel.post("/leads", Map.of("first_name", decomposed("Zoë"), "last_name", decomposed("김")))
                        .status())
                .isEqualTo(303);
        assertThat(api.get(LEADS).text("data.0.first_name")).isEqualTo("Zoë");
        assertThat(panel.get("/leads?search=" + encoded(decomposed("김"))).body())
                .contains("Zoë");
    }

    private boolean post(ApiClient client, String email) {
        return client.post(LEADS, Json.write(Map.of("first_name", "J", "email", email)))
                .at("data.possible_duplicate")
                .asBoolean();
    }

    private String inbound(String email) {
        return api.post(
                        "/api/inbound/leads?tenant=" + workspace.slug(),
                        Json.write(Map.of("first_name", "J", "email", email)))
                .text("status");
    }

    private leadhub.testing.ApiAnswer user(String email) {
        return api.post(
                "/api/v1/users",
                Json.write(Map.of("name", "J", "email", email, "role", "agent", "password", "Pässwörter-1")));
    }

    private long total(String query) {
        return api.get(LEADS + "?" + query).number("meta.total");
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
