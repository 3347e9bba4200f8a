package leadhub.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leadhub.base.Refusal;

/** What every template can use: messages in one language, and assets. */
public abstract class LocalizedPage {
    private static final Pattern ONE_WORD = Pattern.compile("[\\p{L}\\p{N}]*");

    private final Words words;
    private final Assets assets;

    protected LocalizedPage(Words words, Assets assets) {
        this.words = words;
        this.assets = assets;
    }

    /** A message in the page's language. */
    public final String say(String key, Object... values) {
        return words.say(
                key,
                isRightToLeft()
                        ? Arrays.stream(values).map(LocalizedPage::isolated).toArray()
                        : values);
    }

    /** A name or a key keeps its own direction among words of the other one: {@code lh_…} isn't {@code …_lh}. */
    private static Object isolated(Object value) {
        return value instanceof String text && !ONE_WORD.matcher(text).matches() ? "\u2068" + text + "\u2069" : value;
    }

    /** A message if there is one, else a text: for what newer parts bring along without words of their own. */
    public final String sayOr(String otherwise, String key, Object... values) {
        return words.knows(key) ? words.say(key, values) : otherwise;
    }

    /** A refusal in the page's language; {@code ""} for none. */
    public final String refusal(Refusal refusal) {
        return words.refusal(refusal);
    }

    /** The refusals of a field, or all of them, without repetitions; {@code ""} for none. */
    public final String refusal(List<Refusal> refusals) {
        return refusals.stream().map(words::refusal).distinct().collect(Collectors.joining(" "));
    }

    /** The language tag for HTML. */
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
