package leadhub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path leads to one route, and what stands in its places comes out as it was sent. */
class FindRoutesTest {
    private record Line(String method, String template) implements RouteTable.Line {}

    private final RouteTable<Line> table = new RouteTable<>(List.of(
            new Line("GET", "/leads/{id}"),
            new Line("POST", "/leads/{id}"),
            new Line("GET", "/leads/new"),
            new Line("GET", "/leads/{id}/tags/{tag}"),
            new Line("GET", "/")));

    @Test
    void values_come_out_as_they_were_sent() {
        assertThat(values("/leads/7/tags/a%2Fb")).containsExactly("7", "a%2Fb");
        assertThat(values("/leads/7/tags/a%252fb")).containsExactly("7", "a%252fb");
        assertThat(values("/leads/7/tags/a;b=c")).containsExactly("7", "a;b=c");
        assertThat(values("/leads/7/tags/a%zz")).containsExactly("7", "a%zz");
        assertThat(values("/leads/7/tags/t%C3%BCr/")).containsExactly("7", "t%C3%BCr");
    }

    @Test
    void a_word_comes_before_a_place() {
        assertThat(route("/leads/new").template()).isEqualTo("/leads/new");
        assertThat(table.find("/leads/new").method("POST").orElseThrow().route().template())
                .isEqualTo("/leads/{id}");
        assertThat(table.find("/leads/new").allowed()).containsExactly("GET", "POST", "HEAD", "OPTIONS");
    }

    @Test
    void only_whole_paths_are_found() {
        assertThat(route("/").template()).isEqualTo("/");
        assertThat(route("/leads/7/").template()).isEqualTo("/leads/{id}");
        for (var path :
                List.of("/leads", "/leads/7//", "/leads//tags/x", "/Leads/7", "/%6Ceads/7", "/leads;a/7", "*")) {
            assertThat(table.find(path).isEmpty()).as(path).isTrue();
        }
    }

    @Test
    void head_works_wherever_get_does() {
        assertThat(table.find("/leads/new").method("HEAD")).isPresent();
        assertThat(table.find("/leads/7/tags/x").method("DELETE")).isEmpty();
    }

    @Test
    void the_container_hands_over_what_begins_alike() {
        assertThat(table.urlPatterns()).containsExactly("/leads", "/leads/*", "");
    }

    @Test
    void no_route_stands_in_the_table_twice() {
        var twice = List.of(new Line("GET", "/leads"), new Line("GET", "/leads"));
        assertThatThrownBy(() -> new RouteTable<>(twice)).hasMessage("Twice: GET /leads");
    }

    @Test
    void what_a_place_is_called_makes_no_other_route() {
        var alike = List.of(new Line("GET", "/f/{form}/a"), new Line("GET", "/f/{slug}/a"));
        assertThatThrownBy(() -> new RouteTable<>(alike)).hasMessage("Twice: GET /f/{slug}/a");
        var different = new RouteTable<>(List.of(new Line("GET", "/f/{form}"), new Line("POST", "/f/{slug}")));
        assertThat(different.find("/f/x").allowed()).contains("GET", "POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/c/{bot}.js", "/c/v{version}", "/c/{*rest}", "/c/{id:[0-9]+}", "/c/*", "/c/{bot"})
    void a_place_is_a_whole_segment(String template) {
        var lines = List.of(new Line("GET", template));
        assertThatThrownBy(() -> new RouteTable<>(lines)).isInstanceOf(IllegalStateException.class);
    }

    private Line route(String path) {
        return table.find(path).method("GET").orElseThrow().route();
    }

    private List<String> values(String path) {
        return table.find(path).method("GET").orElseThrow().values();
    }
}
