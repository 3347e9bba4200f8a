package leadhub.notes;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.List;
import leadhub.base.Role;
import leadhub.users.Status;
import leadhub.users.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowNotesTest {
    private static final List<User> TEAM = List.of(user(1, "Ann"), user(2, "Ann Archer"), user(3, "Jürgen M. (EU)"));

    private static User user(long id, String name) {
        return new User(id, name, name + "@example.com", Role.AGENT, Status.ACTIVE, Instant.EPOCH, Instant.EPOCH);
    }

    private static String shown(String body) {
        var output = new StringOutput();
        NoteText.shown(body, new Mentions(TEAM)).writeTo(output);
        return output.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            **Yes**, said *she*   | <p><strong>Yes</strong>, said <em>she</em></p>
            # Offer               | <p><strong>Offer</strong></p>
            `code`                | <p><code>code</code></p>
            a_b_c@example.com     | <p>a_b_c@example.com</p>
            """)
    void markdown_is_shown_and_headings_are_no_headings_of_the_page(String body, String html) {
        assertThat(shown(body).strip()).isEqualTo(html);
    }

    @Test
    void lines_stay_lines() {
        assertThat(shown("one\ntwo")).isEqualTo("<p>one<br>\ntwo</p>\n");
        assertThat(shown("- one\n- two").replace("\n", "")).isEqualTo("<ul><li>one</li><li>two</li></ul>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <script>alert(1)</script>             | <script
            <b onclick=x>bold</b>                 | <b onclick
            [click](javascript:alert(1))          | javascript:
            [click](JaVaScRiPt:alert(1))          | avaScript
            [click](data:text/html;base64,xx)     | data:
            <javascript:alert(1)>                 | href="javascript:
            ![x](https://example.com/pixel.png)   | <img
            [x](https://example.com/"onclick="x)  | "onclick="
            """)
    void nothing_of_it_runs_or_loads_anything(String body, String never) {
        assertThat(shown(body)).doesNotContain(never);
    }

    @Test
    void links_lead_to_another_window_that_knows_nothing_of_this_one() {
        var rel = "<a rel=\"nofollow noopener noreferrer\" href=\"";
        assertThat(shown("See https://example.com/a_b_c?d=e&f=g.").strip())
                .isEqualTo("<p>See " + rel + "https://example.com/a_b_c?d=e&amp;f=g\" target=\"_blank\">"
                        + "https://example.com/a_b_c?d=e&amp;f=g</a>.</p>");
        assertThat(shown("[offer](https://example.com/)"))
                .contains(rel + "https://example.com/\" target=\"_blank\">offer</a>");
        assertThat(shown("`https://example.com/`")).doesNotContain("<a");
    }

    @Test
    void colleagues_are_marked_by_their_longest_name() {
        assertThat(shown("Ask @Ann Archer, then @ann.")).contains(">@Ann Archer</span>, then", ">@ann</span>.");
        assertThat(shown("@Jürgen M. (EU) knows")).contains(">@Jürgen M. (EU)</span> knows");
        assertThat(shown("mail@Ann or @Annika")).doesNotContain("mention");
        assertThat(shown("https://example.com/@Ann")).doesNotContain("mention");
        assertThat(new Mentions(TEAM).in("@Ann Archer")).extracting(User::id).containsExactly(2L);
        assertThat(new Mentions(TEAM).in("@ANN and @Ann")).extracting(User::id).containsExactly(1L);
        assertThat(new Mentions(List.of()).in("@ and @Ann")).isEmpty();
    }

    @Test
    void what_is_nested_without_end_is_shown_as_it_was_typed() {
        assertThat(shown("> ".repeat(5_000))).isNotNull();
        assertThat(shown("*a **b ".repeat(1_000) + "** *".repeat(1_000)))
                .contains("a")
                .doesNotContain("<script");
        assertThat(shown("[".repeat(10_000))).contains("[[[");
        assertThat(shown("- ".repeat(5_000) + "x")).contains("x");
    }
}
