package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that are too large to be held are the same as small ones, but for their being sent in portions. */
class ListLargeLeadsTest {
    private static final int LEADS = 30;
    /** In bytes of UTF-8. */
    private static final int LARGE = 20_000;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient leadHub = workspace.leadHub();
    private final ApiClient lymbe = workspace.lymbe();
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void thirty_leads_with_long_notes() {
        for (var i = 0; i < LEADS; i++) {
            // Names go the other way round than times.
            var name = "Ann " + (500 - i);
            var made = leadHub.post("/api/v1/leads", """
                    {"first_name": "Ann", "last_name": "%s", "tags": ["large"], "notes": "%s %d"}
                    """.formatted(name, "ä".repeat(LARGE / 2), i));
            assertThat(made.status()).isEqualTo(201);
            ids.add(made.text("data.id"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "per_page=100, 0, 30",
        "per_page=20, 0, 20",
        "per_page=15&page=2, 15, 30",
        "per_page=20&sort=last_name&direction=asc, 0, 20",
        "per_page=20&tag=large&search=ann, 0, 20"
    })
    void all_of_a_page_comes_in_its_order(String query, int from, int to) {
        var answer = leadHub.get("/api/v1/leads?" + query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).doesNotContainKey("content-length");
        assertThat(IntStream.range(0, answer.at("data").size())
                        .mapToObj(i -> answer.text("data." + i + ".id"))
                        .toList())
                .isEqualTo(ids.reversed().subList(from, to));
        assertThat(answer.text("data.0.notes"))
                .endsWith(" " + (LEADS - 1 - from))
                .hasSizeGreaterThan(LARGE / 2);
        assertThat(answer.text("meta.total")).isEqualTo("30");
        assertThat(answer.text("meta.from")).isEqualTo(Integer.toString(from + 1));
        assertThat(answer.text("meta.to")).isEqualTo(Integer.toString(to));
    }

    @Test
    void a_small_page_has_its_length() {
        var answer = leadHub.get("/api/v1/leads?per_page=5");
        assertThat(answer.headers()).containsKey("content-length");
        assertThat(answer.at("data").size()).isEqualTo(5);
    }

    @Test
    void the_other_dialect_sends_them_likewise() {
        ApiAnswer answer = lymbe.get("/api/v1/leads?limit=25");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).doesNotContainKey("content-length");
        assertThat(answer.at("leads").size()).isEqualTo(25);
        assertThat(answer.text("leads.24.message")).endsWith(" 5");
        assertThat(answer.text("pagination.total")).isEqualTo("30");
        assertThat(answer.text("pagination.hasMore")).isEqualTo("true");
    }

    @Test
    void what_is_asked_for_without_the_body_is_answered_without_it() {
        assertThat(leadHub.send("HEAD", "/api/v1/leads?per_page=100", null).status())
                .isEqualTo(200);
    }
}
