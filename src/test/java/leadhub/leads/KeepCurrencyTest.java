package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.workspaces.NewWorkspace;
import leadhub.workspaces.Workspaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deals are worth something in a currency: the workspace's, unless a lead has another one. */
class KeepCurrencyTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = workspace.panel(Role.ADMIN);

    @BeforeEach
    void look() {
        panel.get("/board");
    }

    private String add(String members) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Sarah\", " + members + "}")
                .text("data.id");
    }

    private String currency(String id) {
        var lead = api.get("/api/v1/leads/" + id);
        return lead.at("data.deal_currency").isNull() ? "null" : lead.text("data.deal_currency");
    }

    @Test
    void programs_say_it_by_its_code() {
        var id = add("\"deal_value\": 5");
        assertThat(currency(id)).isEqualTo("null");
        api.patch("/api/v1/leads/" + id, "{\"deal_currency\": \"eur\"}");
        assertThat(currency(id)).isEqualTo("EUR");
        var refused = api.patch("/api/v1/leads/" + id, "{\"deal_currency\": \"Taler\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("errors.deal_currency.0")).isEqualTo("The selected deal currency is invalid.");
        api.patch("/api/v1/leads/" + id, "{\"deal_currency\": null}");
        assertThat(currency(id)).isEqualTo("null");
    }

    @Test
    void what_comes_in_later_leaves_a_known_deal_in_its_currency() {
        var inbound = "/api/inbound/leads?tenant=" + workspace.slug();
        var known = add("\"email\": \"a@example.com\", \"deal_value\": 5");
        api.post(inbound, "{\"email\": \"a@example.com\", \"deal_value\": 7, \"deal_currency\": \"EUR\"}");
        assertThat(currency(known)).isEqualTo("null");
        var other = add("\"email\": \"b@example.com\"");
        api.post(inbound, "{\"email\": \"b@example.com\", \"deal_value\": 7, \"deal_currency\": \"EUR\"}");
        assertThat(currency(other)).isEqualTo("EUR");
        var valueless = add("\"email\": \"c@example.com\", \"deal_currency\": \"JPY\"");
        api.post(inbound, "{\"email\": \"c@example.com\", \"deal_currency\": \"EUR\"}");
        assertThat(currency(valueless)).as("a currency alone is worth nothing").isEqualTo("JPY");
        api.post(inbound, "{\"email\": \"c@example.com\", \"deal_value\": 7, \"deal_currency\": \"EUR\"}");
        assertThat(currency(valueless)).isEqualTo("EUR");
        var dollars = add("\"email\": \"d@example.com\", \"deal_currency\": \"JPY\"");
        api.post(inbound, "{\"email\": \"d@example.com\", \"deal_value\": 7}");
        assertThat(currency(dollars)).as("the workspace's").isEqualTo("null");
    }

    @Test
    void each_currency_has_a_sum_of_its_own() {
        add("\"deal_value\": 0.67");
        add("\"deal_value\": 1, \"deal_currency\": \"USD\"");
        var euro = add("\"deal_value\": 12000, \"deal_currency\": \"EUR\"");
        assertThat(panel.get("/board", "en").body()).contains("<span>$1.67</span> <span>€12,000</span>");
        assertThat(panel.get("/board", "de").body()).contains("<span>1,67\u00a0$</span> <span>12.000\u00a0€</span>");
        api.patch("/api/v1/leads/" + euro, "{\"deal_currency\": null}");
        assertThat(panel.get("/board", "en").body())
                .contains("<span>$12,001.67</span>")
                .doesNotContain("€");
    }

    @Test
    void people_choose_it_see_it_and_take_it_back() {
        var id = add("\"deal_value\": 1200.5");
        var lead = "/leads/" + id;
        panel.post("/leads/columns", Map.of("columns[]", "deal_value", "query", ""));
        assertThat(panel.get("/leads").body()).contains("$1,200.50");
        assertThat(panel.get(lead).body()).contains("USD (workspace)", "JPY – Japanese Yen");
        panel.post(lead, Map.of("deal_currency", "JPY"));
        assertThat(panel.get(lead).body()).contains("value=\"JPY\" selected");
        panel.post(lead + "/cell", Map.of("column", "deal_currency", "deal_currency", "GBP"));
        assertThat(panel.get("/leads").body()).contains("£1,200.50");
        assertThat(panel.get("/leads?field.1=deal_currency&is.1=equals&value.1=GBP")
                        .body())
                .contains("Sarah");
        assertThat(panel.get("/leads?field.1=deal_currency&is.1=absent").body()).doesNotContain("Sarah");
        assertThat(panel.post(undo(), Map.of()).status()).isEqualTo(303);
        assertThat(currency(id)).isEqualTo("JPY");
    }

    private String undo() {
        var said = URLDecoder.decode(panel.cookie("leadhub-toast"), StandardCharsets.UTF_8);
        return said.substring(0, said.indexOf('\n'));
    }

    @Test
    void the_workspace_has_that_of_its_country_and_may_choose_another() {
        add("\"deal_value\": 5");
        var general = new LinkedHashMap<>(Map.of(
                "name", "Acme", "time_zone", "UTC", "default_country", "US", "language", "", "date_format", "auto"));
        general.put("currency", "XYZ");
        assertThat(panel.post("/settings/general", general).status()).isEqualTo(422);
        general.put("currency", "CHF");
        assertThat(panel.post("/settings/general", general).status()).isEqualTo(303);
        assertThat(panel.get("/board").body()).contains("CHF\u00a05");
        var swiss = server.bean(Workspaces.class)
                .create(new NewWorkspace("basel-" + workspace.id(), "Basel", "Europe/Zurich", "CH"));
        assertThat(swiss.currency()).isEqualTo("CHF");
    }
}
