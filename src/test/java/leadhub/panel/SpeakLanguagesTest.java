package leadhub.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import leadhub.web.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** No message is missing in any language, none is left over, and all take the same values. */
class SpeakLanguagesTest {
    static final java.util.List<String> languages = Words.LANGUAGES;

    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z0-9_.-]+)\"");
    private static final Pattern SAID = Pattern.compile("(?:say|saying)\\(\"([a-z0-9_.-]+)\"[,)]");

    @ParameterizedTest
    @FieldSource("languages")
    void every_language_has_every_message(String language) {
        assertThat(Words.in(language).texts().keySet())
                .containsExactlyInAnyOrderElementsOf(Words.in("en").texts().keySet());
    }

    @ParameterizedTest
    @FieldSource("languages")
    void every_message_takes_the_same_values(String language) {
        var english = Words.in("en").texts();
        Words.in(language).texts().forEach((key, text) -> {
            assertThat(new TreeSet<>(names(text, language)))
                    .as(key)
                    .isEqualTo(new TreeSet<>(names(english.get(key), "en")));
        });
    }

    private static java.util.Set<String> names(@org.jspecify.annotations.Nullable String text, String language) {
        return new MessageFormat(text, Locale.forLanguageTag(language)).getArgumentNames();
    }

    /** Nobody is addressed formally on one page and familiarly on the next. */
    @Test
    void german_says_sie() {
        assertThat(Words.in("de").texts().values())
                .noneMatch(text -> Pattern.compile("\\b([Dd]u|[Dd]ein\\w*|[Dd]ich|[Dd]ir|Gib|Wähle|Nimm|Lade)\\b")
                        .matcher(text)
                        .find());
    }

    @Test
    void every_message_that_a_page_says_is_there() throws IOException {
        var missing = new TreeSet<String>();
        for (var folder : java.util.List.of(Path.of("src/main/jte"), Path.of("src/main/java"))) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var found = SAID.matcher(Files.readString(file));
                    while (found.find()) {
                        if (!Words.in("en").texts().containsKey(found.group(1))) {
                            missing.add(found.group(1) + " in " + file);
                        }
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** A key stands in the code as a whole, or its beginning does, up to a dot or a hyphen. */
    @Test
    void no_message_is_left_over() throws IOException {
        var literals = new TreeSet<String>();
        for (var folder : java.util.List.of("src/main/jte", "src/main/java", "src/main/resources/panel")) {
            try (var files = Files.walk(Path.of(folder))) {
                for (var file : files.filter(each -> each.toString().matches(".*\\.(java|jte|js)"))
                        .toList()) {
                    LITERAL.matcher(Files.readString(file)).results().forEach(found -> literals.add(found.group(1)));
                }
            }
        }
        assertThat(Words.in("en").texts().keySet()).allMatch(key -> {
            var beginnings = Pattern.compile("(?<=[.-])")
                    .splitAsStream(key)
                    .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
            for (var i = 1; i < beginnings.size(); i++) {
                beginnings.set(i, beginnings.get(i - 1) + beginnings.get(i));
            }
            return beginnings.stream().anyMatch(literals::contains);
        });
    }
}
