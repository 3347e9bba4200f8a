package leadhub.forms.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import leadhub.forms.blocks.BlockList.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is on a list is found wherever it stands, and nothing else. */
class BlockFilterTest {
    private static final BlockFilter FILTER = new BlockFilter(new BlockList(
            List.of("spam.example"),
            List.of("SEO offer", "seo", "abc", "b", "Straße", "\u00e9clair", "zz top"),
            List.of("192.0.2.0/24", "2001:db8::/32")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Hello SEO!               | true
            buy                      | true
            se o                     | false
            ac                       | false
            zz to                    | false
            ZZ TOP                   | true
            in der STRAßE            | true
            e\u0301clair             | true
            eclair                   | false
            ``                       | false
            """)
    void words_stand_anywhere(String text, boolean isFound) {
        assertThat(FILTER.find("198.51.100.1", List.of(), List.of("Hi", text)).isPresent())
                .isEqualTo(isFound);
    }

    @Test
    void words_of_two_fields_are_none() {
        assertThat(FILTER.find("198.51.100.1", List.of(), List.of("zz ", "top")))
                .isEmpty();
    }

    @Test
    void each_of_a_thousand_words_is_found_and_their_neighbours_are_not() {
        var words = IntStream.range(0, BlockList.MOST)
                .mapToObj(i -> "w" + Integer.toString(i * 7919, 36))
                .toList();
        var filter = new BlockFilter(new BlockList(List.of(), words, List.of()));
        for (var word : words) {
            assertThat(filter.find("", List.of(), List.of("x" + word))).contains(Kind.WORD);
            var shorter = word.substring(0, word.length() - 1);
            assertThat(filter.find("", List.of(), List.of(shorter)).isPresent())
                    .as(shorter)
                    .isEqualTo(words.stream().anyMatch(shorter::contains));
        }
    }

    @Test
    void domains_and_networks_have_those_below_them() {
        assertThat(FILTER.find("198.51.100.1", List.of("a@Mail.SPAM.example"), List.of()))
                .contains(Kind.DOMAIN);
        assertThat(FILTER.find("198.51.100.1", List.of("a@notspam.example"), List.of()))
                .isEmpty();
        assertThat(FILTER.find("192.0.2.7", List.of(), List.of())).contains(Kind.ADDRESS);
        assertThat(FILTER.find("2001:db8:1::1", List.of(), List.of())).contains(Kind.ADDRESS);
        assertThat(FILTER.find("unknown", List.of(), List.of())).isEmpty();
    }
}
