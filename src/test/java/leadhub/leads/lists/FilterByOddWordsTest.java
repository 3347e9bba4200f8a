package leadhub.leads.lists;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Totals are remembered by their filter: filters that look alike must not share one. */
class FilterByOddWordsTest {
    private final ApiClient api = TestServer.get().newWorkspace().leadHub();

    private long total(String query) {
        return api.get("/api/v1/leads" + query).number("meta.total");
    }

    @Test
    void a_tag_called_null_is_a_tag() {
        api.post("/api/v1/leads", "{\"first_name\": \"x\"}");
        api.post("/api/v1/leads", "{\"first_name\": \"x\", \"tags\": [\"null\"]}");
        assertThat(total("")).isEqualTo(2);
        assertThat(total("?tag=null")).isEqualTo(1);
        assertThat(total("?source=null")).isZero();
    }

    @Test
    void a_line_break_does_not_move_a_word_to_the_next_filter() {
        api.post("/api/v1/leads", "{\"first_name\": \"b\", \"source\": \"s\\nt\"}");
        assertThat(total("?source=s%0At&search=b")).isEqualTo(1);
        assertThat(total("?source=s&search=t%0Ab")).isZero();
    }
}
