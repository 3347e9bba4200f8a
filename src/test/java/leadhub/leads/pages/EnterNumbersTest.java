package leadhub.leads.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import leadhub.base.Role;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever a page takes a number, it is read in the reader's own way, and shown so. */
class EnterNumbersTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = workspace.panel(Role.ADMIN);
    private String id = "";
    private String lead = "";

    @BeforeEach
    void a_lead() {
        id = api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}").text("data.id");
        lead = "/leads/" + id;
        panel.get(lead);
    }

    private String now(String member) {
        return api.get("/api/v1/leads/" + id).text("data." + member);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "en; 1,234.56; 1,234.56",
                "de; 1.234,56; 1.234,56",
                "ja; １，２３４．５６; 1,234.56",
                "zh-CN; 1,234.56; 1,234.56",
                "ar; ١٬٢٣٤٫٥٦; 1,234.56"
            })
    void in_fields_cells_and_custom_fields(String language, String typed, String shown) {
        workspace.field("Budget", FieldKind.NUMBER);
        panel.post(lead, Map.of("deal_value", typed), language);
        assertThat(now("deal_value")).isEqualTo("1234.56");
        panel.post(lead, Map.of("deal_value", ""), language);
        panel.post(lead + "/cell", Map.of("column", "deal_value", "deal_value", typed), language);
        assertThat(now("deal_value")).isEqualTo("1234.56");
        panel.post(lead, Map.of("custom_fields[budget]", typed), language);
        assertThat(now("custom_fields.budget")).isEqualTo("1234.56");
        panel.post(lead + "/score", Map.of("score_adjustment", "1 000"), language);
        assertThat(now("lead_score")).isEqualTo("1000");
        var page = panel.get(lead, language).body();
        assertThat(page)
                .contains("name=\"deal_value\" inputmode=\"decimal\" value=\"" + shown + "\"")
                .contains("name=\"custom_fields[budget]\" value=\"" + shown + "\"")
                .contains("name=\"_was[deal_value]\" value=\"1234.56\"");
        assertThat(page.substring(page.indexOf("id=\"timeline\""), page.indexOf("id=\"facts-fold\"")))
                .contains(shown)
                .doesNotContain("1234.56");
        assertThat(panel.get(lead + "/cell?column=deal_value", language).body()).contains("value=\"" + shown + "\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"€5000; EUR", "5.000,50 €; EUR", "12 CHF; CHF", "£ 7; GBP", "５０００円; JPY", "$5000; ''", "5000; ''"})
    void a_currency_that_is_typed_beside_an_amount_is_the_leads(String typed, String currency) {
        panel.post(lead, Map.of("deal_value", typed), "de");
        assertThat(now("deal_currency")).isEqualTo(currency);
        api.patch("/api/v1/leads/" + id, "{\"deal_value\": null, \"deal_currency\": null}");
        panel.post(lead + "/cell", Map.of("column", "deal_value", "deal_value", typed), "de");
        assertThat(now("deal_currency")).isEqualTo(currency);
    }

    @Test
    void what_has_two_readings_is_refused_with_both_and_stays() {
        workspace.field("Budget", FieldKind.NUMBER);
        var answer = panel.post(lead, Map.of("deal_value", "12.000"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("This can mean 12,000 or 12.", "value=\"12.000\"");
        var german = panel.post(lead + "/cell", Map.of("column", "deal_value", "deal_value", "12,345"), "de");
        assertThat(german.body()).contains("Das kann 12.345 oder 12,345 heißen.", "value=\"12,345\"");
        var custom = panel.post(lead, Map.of("custom_fields[budget]", "12.500"), "ja");
        assertThat(custom.body()).contains("12,500とも12.5とも読めます", "value=\"12.500\"");
        assertThat(now("deal_value")).isEmpty();
        panel.post(lead, Map.of("deal_value", "12.000"), "de");
        assertThat(now("deal_value")).isEqualTo("12000");
    }

    @Test
    void nobody_is_told_of_a_change_that_was_none() {
        api.patch("/api/v1/leads/" + id, "{\"deal_value\": 5000.5}");
        var same = Map.of("deal_value", "5.000,50", "_was[deal_value]", "1");
        assertThat(panel.post(lead, same, "de").status()).isEqualTo(303);
        var told = panel.post(lead, Map.of("deal_value", "7", "_was[deal_value]", "1"), "de");
        assertThat(told.body()).contains("5.000,5");
    }

    @Test
    void programs_write_numbers_as_ever() {
        assertThat(api.patch("/api/v1/leads/" + id, "{\"deal_value\": \"12.000\"}")
                        .status())
                .isEqualTo(200);
        assertThat(now("deal_value")).isEqualTo("12");
        assertThat(api.patch("/api/v1/leads/" + id, "{\"deal_value\": \"1,234\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void filters_are_read_in_the_readers_way_and_their_address_means_the_same_to_all() {
        api.patch("/api/v1/leads/" + id, "{\"deal_value\": 12500}");
        var asked = "/leads?field.1=deal_value&is.1=greater&typed.1=";
        var german = panel.get(asked + "12.000", "de");
        assertThat(german.header("Location")).isEqualTo("/leads?field.1=deal_value&is.1=greater&value.1=12000");
        assertThat(panel.get(german.header("Location"), "de").body()).contains("Sarah", "value=\"12.000\"");
        assertThat(panel.get(german.header("Location"), "en").body()).contains("Sarah", "value=\"12,000\"");
        var english = panel.get(asked + "12.000", "en").body();
        assertThat(english)
                .contains("This can mean 12,000 or 12.", "value=\"12.000\"")
                .doesNotContain("Sarah");
        var strange = panel.get(asked + "1000.000", "de").body();
        assertThat(strange).contains("name=\"typed.1\" value=\"1000.000\"").doesNotContain("Sarah");
        var arabic = URLEncoder.encode("١٣٠٠٠", StandardCharsets.UTF_8);
        assertThat(panel.get(asked + arabic, "ar").header("Location")).endsWith("&value.1=13000");
        var line = panel.get("/leads/criterion?number=1&field.1=created_at&is.1=last&typed.1=" + arabic, "ar");
        assertThat(line.body()).contains("name=\"typed.1\" value=\"13,000\"");
    }

    @Test
    void what_was_typed_stays_when_something_else_is_refused() {
        api.post("/api/v1/custom-fields", "{\"key\": \"budget\", \"label\": \"Budget\", \"type\": \"number\"}");
        panel.get("/leads");
        var lead = Map.of("email", "no address", "custom_fields[budget]", "1.234,56");
        var refused = panel.post("/leads", lead, "de");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("value=\"1.234,56\"");
    }

    @Test
    void scoring_rules_and_limits_too() {
        panel.get("/settings/scoring");
        var rule = Map.of(
                "name",
                "Big",
                "field",
                "deal_value",
                "operator",
                "greater",
                "value",
                "12.000",
                "points",
                "1.000",
                "active",
                "1");
        var refused = panel.post("/settings/scoring", rule, "en");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("This can mean 12,000 or 12.", "This can mean 1,000 or 1.", "value=\"12.000\"");
        var strange = new HashMap<>(rule);
        strange.put("value", "12.0000");
        assertThat(panel.post("/settings/scoring", strange, "de").status()).isEqualTo(422);
        assertThat(panel.post("/settings/scoring", rule, "de").status()).isEqualTo(303);
        var page = panel.get("/settings/scoring", "de").body();
        assertThat(page).contains("value=\"12.000\"", "value=\"1.000\"", "+1.000");
        assertThat(panel.get("/settings/scoring", "en").body()).contains("value=\"12,000\"", "+1,000");
        api.patch("/api/v1/leads/" + id, "{\"deal_value\": 11000}");
        assertThat(now("lead_score")).isEqualTo("0");
        api.patch("/api/v1/leads/" + id, "{\"deal_value\": 13000}");
        assertThat(now("lead_score")).isEqualTo("1000");
        panel.get("/settings/security");
        var policy = Map.of("two_steps", "0", "idle_days", "١٤", "most_days", "９０");
        assertThat(panel.post("/settings/security", policy, "ar").status()).isEqualTo(303);
        assertThat(panel.get("/settings/security").body()).contains("value=\"14\"", "value=\"90\"");
    }
}
