package leadhub.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import leadhub.base.Refusal;

/** What every template has at hand: words in one language, and our files. */
public abstract class LocalizedPage {
    private final Words words;
    private final Assets assets;

    protected LocalizedPage(Words words, Assets assets) {
        this.words = words;
        this.assets = assets;
    }

    /** A message in the page's language. */
    public final String say(String key, Object... values) {
        return words.say(key, values);
    }

    /** What a verb or a reader refused, in the page's language; {@code ""} for nothing. */
    public final String refusal(Refusal refusal) {
        return words.refusal(refusal);
    }

    /** What was refused about one field, or all that was, each once; {@code ""} for nothing. */
    public final String refusal(List<Refusal> refusals) {
        return refusals.stream().map(words::refusal).distinct().collect(Collectors.joining(" "));
    }

    /** The language as HTML names it. */
    public final String language() {
        return locale().toLanguageTag();
    }

    public final boolean isRightToLeft() {
        return locale().getLanguage().equals("ar");
    }

    public final Locale locale() {
        return words.locale();
    }

    public final String asset(String name) {
        return assets.path(name);
    }
}
