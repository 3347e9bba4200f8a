package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From one lead of a list to the next. */
class FindNeighboursTest {
    private final TestWorkspace workspace = TestServer.get().newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = workspace.panel(Role.AGENT);

    @BeforeEach
    void leads() {
        for (var lead : List.of(
                "\"first_name\": \"Ann\", \"email\": \"d@example.com\", \"tags\": [\"hot\"]",
                "\"first_name\": \"Åse\", \"last_name\": \"Nilsen\"",
                "\"first_name\": \"Bob\", \"email\": \"B@example.com\", \"tags\": [\"hot\"]",
                "\"first_name\": \"\\u00c9mile\", \"last_name\": \"Only\", \"email\": \"c@example.com\"",
                "\"first_name\": \"Ann\", \"last_name\": \"Zed\", \"email\": \"a@example.com\", \"tags\": [\"hot\"]")) {
            assertThat(api.post("/api/v1/leads", "{" + lead + "}").status()).isEqualTo(201);
        }
        panel.get("/leads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "direction=asc",
                "sort=first_name&direction=asc",
                "sort=first_name",
                "sort=last_name&direction=asc",
                "sort=last_name&direction=desc",
                "sort=email&direction=asc",
                "sort=email&direction=desc",
                "sort=updated_at",
                "sort=lead_score",
                "tag=hot",
                "tag=hot&sort=email&direction=asc",
                "search=example.com",
                "field.1=email&is.1=contains&value.1=example&sort=email"
            })
    void one_goes_through_the_whole_list_and_back(String query) {
        var ids = listed(query);
        assertThat(ids).hasSizeGreaterThanOrEqualTo(3);
        for (var at = 0; at < ids.size(); at++) {
            var around = panel.get("/leads/" + ids.get(at) + "/around?" + query).body();
            var expected = new ArrayList<String>();
            if (at > 0) {
                expected.add("rel=\"prev\" href=\"/leads/" + ids.get(at - 1) + "\"");
            }
            if (at < ids.size() - 1) {
                expected.add("rel=\"next\" href=\"/leads/" + ids.get(at + 1) + "\"");
            }
            assertThat(around).as("%s of %s", at, ids).contains(expected);
            assertThat(around.split(" href=", -1)).hasSize(expected.size() + 1);
        }
    }

    /** As the table of leads shows them. */
    private List<String> listed(String query) {
        return Pattern.compile("<th scope=\"row\">.*?<a href=\"/leads/([0-9]+)\"", Pattern.DOTALL)
                .matcher(panel.get("/leads?" + query).body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void a_lead_that_left_the_list_is_between_those_where_it_was() {
        var ids = listed("tag=hot");
        panel.post("/leads/" + ids.get(1) + "/untag", Map.of("tag", "hot"));
        assertThat(panel.get("/leads/" + ids.get(1) + "/around?tag=hot").body())
                .contains("href=\"/leads/" + ids.get(0) + "\"", "href=\"/leads/" + ids.get(2) + "\"");
    }

    @Test
    void what_can_not_be_asked_has_no_neighbours_and_strangers_find_nothing() {
        var id = listed("").getFirst();
        assertThat(panel.get("/leads/" + id + "/around?status=nonsense").body()).doesNotContain("/leads/");
        var stranger = TestServer.get().newWorkspace().panel(Role.ADMIN);
        for (var part : List.of("around", "peek", "late")) {
            assertThat(stranger.get("/leads/" + id + "/" + part).status()).isEqualTo(404);
        }
    }
}
