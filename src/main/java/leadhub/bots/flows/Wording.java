package leadhub.bots.flows;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Something that a bot says.
 *
 * @param text in the bot's own language
 * @param translations by other languages; those that are missing are said in the bot's own
 */
public record Wording(String text, Map<String, String> translations) {
    public static final Wording NONE = new Wording("", Map.of());

    public Wording {
        translations = Map.copyOf(translations);
    }

    public boolean isNone() {
        return text.isEmpty();
    }

    /** As it is said to somebody who is written to in that language. */
    public String in(String language) {
        return Objects.requireNonNullElse(translations.get(language), text);
    }

    /** In all languages. */
    Stream<String> all() {
        return Stream.concat(Stream.of(text), translations.values().stream());
    }
}
