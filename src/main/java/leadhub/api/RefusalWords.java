package leadhub.api;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leadhub.base.Refusal;

/**
 * How an API words refusals: {@code messages/api/<name>.properties}, where <code>{max}</code> is one of a refusal's values
 * and <code>{field}</code> the field that it is about, as the request spells it but with spaces for underscores.
 */
public final class RefusalWords {
    private static final Pattern VALUE = Pattern.compile("\\{([a-z_]+)}");

    /** LeadHub's, which word fields as Laravel does; the command line speaks like it. */
    public static final RefusalWords LEADHUB = new RefusalWords("leadhub", Map.of());

    private final Map<String, String> texts;

    private RefusalWords(String dialect, Map<String, String> others) {
        texts = new HashMap<>(others);
        texts.putAll(load("/messages/api/" + dialect + ".properties"));
    }

    /** A dialect's own words; LeadHub's for whatever it doesn't say in another way. */
    public static RefusalWords of(String dialect) {
        return new RefusalWords(dialect, LEADHUB.texts);
    }

    private static Map<String, String> load(String file) {
        var properties = new Properties();
        try (var in = RefusalWords.class.getResourceAsStream(file)) {
            properties.load(new InputStreamReader(Objects.requireNonNull(in, file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new HashMap<String, String>();
        properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
        return texts;
    }

    /** All keys and texts, for the test that none is missing. */
    public Map<String, String> texts() {
        return Map.copyOf(texts);
    }

    /** A refusal of the whole request. */
    public String say(Refusal refusal) {
        return say("", refusal);
    }

    /** A refusal of one of its fields. */
    public String say(String field, Refusal refusal) {
        var text = texts.get(refusal.key());
        if (text == null) {
            throw new IllegalArgumentException("No words for " + refusal.key());
        }
        return VALUE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), field, refusal)));
    }

    /** One that was kept: should its words have gone since, its key has to do. */
    public String sayKept(String field, Refusal refusal) {
        var text = texts.getOrDefault(refusal.key(), refusal.key());
        return VALUE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1).equals("field") || refusal.values().containsKey(found.group(1))
                                ? value(found.group(1), field, refusal)
                                : found.group()));
    }

    private static String value(String name, String field, Refusal refusal) {
        return name.equals("field")
                ? field.replace('_', ' ')
                : Objects.requireNonNull(refusal.values().get(name), name).toString();
    }
}
