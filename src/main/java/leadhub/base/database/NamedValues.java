package leadhub.base.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leadhub.base.database.Sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Values that a statement asks for by name: {@code :now}, as often as it likes. For statements with so many values that a
 * row of question marks would leave the reader counting.
 */
public final class NamedValues {
    /** A text in quotes, in which a colon says nothing, or a name; of a cast's two colons neither begins one. */
    private static final Pattern NAME = Pattern.compile("'[^']*'|(?<![:\\w]):([a-z][a-z0-9_]*)");

    /** Statements are written by us, so there are only so many; this many at most are kept. */
    private static final int MOST_KEPT = 1_000;

    private static final Map<String, Parsed> PARSED = new ConcurrentHashMap<>();

    private final Map<String, @Nullable Object> values = new HashMap<>();

    private NamedValues() {}

    /** A text with question marks, and the names that they stand for. */
    private record Parsed(String text, List<String> names) {}

    public static NamedValues of(String name, @Nullable Object value) {
        return new NamedValues().and(name, value);
    }

    public NamedValues and(String name, @Nullable Object value) {
        if (values.containsKey(name)) {
            throw new IllegalArgumentException("There are two values called " + name);
        }
        values.put(name, value);
        return this;
    }

    /** The statement with the values in the places of their names; each has to be there, and none besides. */
    Statement in(String text) {
        var parsed = PARSED.get(text);
        if (parsed == null) {
            parsed = parse(text);
            if (PARSED.size() < MOST_KEPT) {
                PARSED.put(text, parsed);
            }
        }
        if (!values.keySet().equals(new HashSet<>(parsed.names()))) {
            throw new IllegalArgumentException(
                    "Given are " + values.keySet() + ", and asked for are " + parsed.names() + " by " + text);
        }
        var inOrder = new ArrayList<@Nullable Object>(parsed.names().size());
        parsed.names().forEach(name -> inOrder.add(values.get(name)));
        return new Statement(parsed.text(), inOrder);
    }

    private static Parsed parse(String text) {
        var names = new ArrayList<String>();
        var plain = NAME.matcher(text).replaceAll(found -> {
            if (found.group(1) == null) {
                return Matcher.quoteReplacement(found.group());
            }
            names.add(found.group(1));
            return "?";
        });
        return new Parsed(plain, List.copyOf(names));
    }
}
