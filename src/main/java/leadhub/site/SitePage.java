package leadhub.site;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import leadhub.base.Refusal;
import leadhub.web.Assets;
import leadhub.web.Words;

/** What every template for strangers has at hand: words in one language, and our files. */
public final class SitePage {
    private final Words words;
    private final Assets assets;

    SitePage(Words words, Assets assets) {
        this.words = words;
        this.assets = assets;
    }

    /** A message in the page's language. */
    public String say(String key, Object... values) {
        return words.say(key, values);
    }

    /** What was refused, each once. */
    public String refusal(List<Refusal> refusals) {
        return refusals.stream().map(words::refusal).distinct().collect(Collectors.joining(" "));
    }

    /** The language as HTML names it. */
    public String language() {
        return words.locale().toLanguageTag();
    }

    public boolean isRightToLeft() {
        return words.locale().getLanguage().equals("ar");
    }

    public Locale locale() {
        return words.locale();
    }

    public String asset(String name) {
        return assets.path(name);
    }
}
