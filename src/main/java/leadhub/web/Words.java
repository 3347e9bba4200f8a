package leadhub.web;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** The panel's words in one language. ICU's message format, for Arabic alone has six plurals. */
public final class Words {
    /** The languages there are, the first for everybody else. */
    public static final List<String> LANGUAGES = List.of("en", "de", "ja", "zh-CN", "ar");

    private static final Map<String, Words> ALL = load();

    private final Locale locale;
    private final Map<String, String> texts;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Words(String language) {
        this.locale = Locale.forLanguageTag(language);
        var properties = new Properties();
        var name = "/messages/" + language + ".properties";
        try (var in = Words.class.getResourceAsStream(name)) {
            properties.load(new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        texts = new TreeMap<>();
        properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
    }

    private static Map<String, Words> load() {
        var all = new TreeMap<String, Words>();
        LANGUAGES.forEach(language -> all.put(language, new Words(language)));
        return all;
    }

    /** The words of a language; English ones for one that isn't spoken here. */
    public static Words in(String language) {
        var words = ALL.get(language);
        return words != null ? words : Objects.requireNonNull(ALL.get("en"));
    }

    /** The words of the first language that a browser asks for and that is spoken here. */
    public static Words preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > 1000) {
            return in("en");
        }
        try {
            var found = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            if (found != null) {
                return in(LANGUAGES.stream()
                        .filter(found::equalsIgnoreCase)
                        .findFirst()
                        .orElse("en"));
            }
            return in(acceptLanguage.toLowerCase(Locale.ROOT).startsWith("zh") ? "zh-CN" : "en");
        } catch (IllegalArgumentException e) {
            return in("en");
        }
    }

    public Locale locale() {
        return locale;
    }

    /** All keys and texts, for the test that none is missing. */
    public Map<String, String> texts() {
        return Map.copyOf(texts);
    }

    /** A message with its values. */
    public String say(String key, Object... values) {
        return values.length == 0 ? text(key) : format(key, values);
    }

    /** What was refused, as it is said beside the field that it is about, so that it needn't be named again. */
    public String refusal(Refusal refusal) {
        var key = "refusal." + refusal.key();
        return refusal.values().isEmpty() ? text(key) : format(key, refusal.values());
    }

    /** Whether there is a message. */
    public boolean knows(String key) {
        return texts.containsKey(key);
    }

    /** Whether there are words for what an older version may have kept. */
    public boolean knows(Refusal refusal) {
        return texts.containsKey("refusal." + refusal.key());
    }

    /** @param values an array, or a map where they have names */
    private String format(String key, Object values) {
        var format = formats.computeIfAbsent(key, name -> new MessageFormat(text(key), locale));
        synchronized (format) {
            return format.format(values);
        }
    }

    private String text(String key) {
        var text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("No message " + key + " in " + locale);
        }
        return text;
    }
}
