package leadhub.bots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decides about a bot.
 *
 * @param language of its texts, and of what it says to visitors whose language it doesn't speak
 * @param translations its texts in other languages
 * @param allowedHosts whose pages may show it; none means any
 * @param isActive whether it talks to anybody
 * @param asksEmail whether it asks visitors for their email, when it has been of use to them
 * @param retentionDays days without a word after which its conversations are erased; null for never
 */
public record BotTerms(
        String name,
        String language,
        BotTexts texts,
        Map<String, BotTexts> translations,
        String primaryColor,
        @Nullable String avatarUrl,
        List<String> allowedHosts,
        boolean isActive,
        boolean asksEmail,
        boolean asksPhone,
        @Nullable Integer retentionDays) {

    /** The languages that it speaks, its own first. */
    public List<String> languages() {
        var all = new ArrayList<>(List.of(language));
        translations.keySet().stream()
                .filter(other -> !other.equals(language))
                .sorted()
                .forEach(all::add);
        return all;
    }

    /** The one in which it talks to somebody who wants that one. */
    public String spoken(String wanted) {
        return translations.containsKey(wanted) ? wanted : language;
    }

    /** What it says in a language that it speaks. */
    public BotTexts texts(String spoken) {
        return spoken.equals(language) ? texts : Objects.requireNonNullElse(translations.get(spoken), texts);
    }
}
