package leadhub.integrations.pages;

import java.util.HashMap;
import java.util.Map;
import leadhub.panel.Page;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;

/**
 * What a type says of itself, in the page's language. Types say it in English, and the messages translate what they know word for
 * word; what is new or was changed is shown as it is.
 *
 * @param language of the words; null for that of the page
 */
public record TypeText(String words, @Nullable String language) {
    private static final String KEYS = "integrations.text.";
    private static final Map<String, String> KEY_BY_ENGLISH = keys();

    private static Map<String, String> keys() {
        var keys = new HashMap<String, String>();
        Words.in("en").texts().forEach((key, text) -> {
            if (key.startsWith(KEYS)) {
                keys.put(text, key);
            }
        });
        return keys;
    }

    public static TypeText of(Page page, String english) {
        var key = KEY_BY_ENGLISH.get(english);
        if (key != null) {
            return new TypeText(page.say(key), null);
        }
        return new TypeText(english, page.language().equals("en") ? null : "en");
    }
}
