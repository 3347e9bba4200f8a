package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another system's id of a lead leads to one lead only. */
class KnowExternalIdsTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = workspace.panel(Role.ADMIN);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
        panel.get("/leads");
    }

    private long make(String externalId) {
        return api.post(LEADS, "{\"first_name\": \"Sarah\", \"external_id\": \"" + externalId + "\"}")
                .number("data.id");
    }

    @Test
    void a_second_lead_cannot_have_it() {
        var first = make("  crm-4711 ");
        assertThat(api.get(LEADS + "/" + first).text("data.external_id")).isEqualTo("crm-4711");
        var refused = api.post(LEADS, "{\"first_name\": \"Bert\", \"external_id\": \"crm-4711\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("errors.external_id.0")).isEqualTo("The external id has already been taken.");

        var second = make("CRM-4711");
        assertThat(api.patch(LEADS + "/" + second, "{\"external_id\": \"crm-4711\"}")
                        .status())
                .isEqualTo(422);
        assertThat(api.patch(LEADS + "/" + first, "{\"external_id\": \"crm-4711\"}")
                        .status())
                .isEqualTo(200);
        api.patch(LEADS + "/" + first, "{\"external_id\": null}");
        assertThat(api.patch(LEADS + "/" + second, "{\"external_id\": \"crm-4711\"}")
                        .text("data.external_id"))
                .isEqualTo("crm-4711");
    }

    @Test
    void another_workspace_may_have_it_too() {
        make("crm-4711");
        var there = server.newWorkspace().leadHub();
        assertThat(there.post(LEADS, "{\"first_name\": \"Bert\", \"external_id\": \"crm-4711\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void of_two_at_once_one_gets_it() throws Exception {
        Callable<Integer> make = () -> api.post(LEADS, "{\"first_name\": \"Bert\", \"external_id\": \"crm-1\"}")
                .status();
        try (var pool = Executors.newFixedThreadPool(4)) {
            var answers = pool.invokeAll(List.of(make, make, make, make)).stream()
                    .map(answer -> answer.resultNow())
                    .sorted()
                    .toList();
            assertThat(answers).containsExactly(201, 422, 422, 422);
        }
    }

    @Test
    void what_comes_in_about_it_is_added_to_its_lead_before_all_others() {
        var inbound = "/api/inbound/leads?tenant=" + workspace.slug();
        var known = make("crm-4711");
        api.post(LEADS, "{\"first_name\": \"Bert\", \"email\": \"bert@example.com\"}");
        var answer = api.post(
                inbound, "{\"email\": \"bert@example.com\", \"external_id\": \"crm-4711\", \"company\": \"Acme\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.number("lead_id")).isEqualTo(known);
        assertThat(api.get(LEADS + "/" + known).text("data.company")).isEqualTo("Acme");
    }

    @Test
    void it_is_free_again_once_its_lead_is_deleted_which_comes_back_without_it_if_need_be() {
        var first = make("crm-4711");
        api.delete(LEADS + "/" + first);
        var second = make("crm-4711");
        api.delete(LEADS + "/" + second);
        var third = make("crm-4711");
        restore(first);
        assertThat(api.get(LEADS + "/" + first).at("data.external_id").isNull()).isTrue();
        api.delete(LEADS + "/" + third);
        restore(second);
        assertThat(api.get(LEADS + "/" + second).text("data.external_id")).isEqualTo("crm-4711");
    }

    @Test
    void the_panel_says_that_it_is_taken() {
        make("crm-4711");
        var id = make("crm-4712");
        var answer = panel.post("/leads/" + id + "/cell", Map.of("column", "external_id", "external_id", "crm-4711"));
        assertThat(answer.body()).contains("This is already in use.");
        assertThat(api.get(LEADS + "/" + id).text("data.external_id")).isEqualTo("crm-4712");
    }

    private void restore(long id) {
        panel.post("/leads/deleted/" + id + "/restore", Map.of());
    }
}
