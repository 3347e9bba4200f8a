package leadhub.integrations.mapping;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.Jackson3JsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.Jackson3MappingProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import leadhub.base.Json;
import tools.jackson.databind.JsonNode;

/**
 * Finds parts of JSON: by JSON paths as RFC 9535 writes them, or by names of fields.
 *
 * <p>Not taken are what walks through everything ({@code ..}), functions, regular expressions, several names in one pair of brackets,
 * and paths within filters that begin at the root: they may cost more than a delivery is worth.
 */
public final class JsonPaths {
    static final int MOST_CHARACTERS = 500;
    private static final int MOST_OFFERED = 100;
    private static final int MOST_DEPTH = 4;

    /** Names that need no brackets. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Texts in quotes say nothing of a path's form. */
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"");

    private static final Pattern REFUSED = Pattern.compile(
            "\\.\\.|=~|[A-Za-z_]\\s*\\(|\\?\\(?[^\\]]*\\$|_\\s*,|,\\s*_|\\b(?:in|nin|subsetof|anyof|noneof|size|empty|contains)\\b\\s*[\\[(0-9_]");

    private static final Configuration LIST = Configuration.builder()
            .jsonProvider(new Jackson3JsonNodeJsonProvider(Json.MAPPER))
            .mappingProvider(new Jackson3MappingProvider(Json.MAPPER))
            .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
            .build();

    private JsonPaths() {}

    /** Whether it can find anything at all. */
    public static boolean isValid(String from) {
        if (from.isBlank() || from.length() > MOST_CHARACTERS) {
            return false;
        }
        if (!from.startsWith("$")) {
            return true;
        }
        var shape = QUOTED.matcher(from).replaceAll("_");
        if (REFUSED.matcher(shape.substring(1)).find() || !isBalanced(shape)) {
            return false;
        }
        try {
            JsonPath.compile(withParentheses(from));
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Everything that is found, but for nulls. */
    public static List<JsonNode> find(JsonNode payload, String from) {
        var found = from.startsWith("$") ? byPath(payload, from) : byName(payload, from);
        return found.stream().filter(node -> !node.isNull()).toList();
    }

    /** What leads to each value, for a choice: not into lists, and only so many. */
    public static List<String> of(JsonNode payload) {
        var paths = new ArrayList<String>();
        collect(payload, "", paths, 0);
        return paths;
    }

    private static void collect(JsonNode node, String above, List<String> paths, int depth) {
        for (var member : node.properties()) {
            if (paths.size() >= MOST_OFFERED || depth > MOST_DEPTH) {
                return;
            }
            var isPlain = PLAIN.matcher(member.getKey()).matches();
            var name = isPlain
                    ? "." + member.getKey()
                    : "['" + member.getKey().replace("\\", "\\\\").replace("'", "\\'") + "']";
            if (member.getValue().isObject()) {
                collect(member.getValue(), above + name, paths, depth + 1);
            } else if (!member.getValue().isNull()) {
                var path = above.isEmpty() && isPlain ? member.getKey() : "$" + above + name;
                if (isValid(path)) {
                    paths.add(path);
                }
            }
        }
    }

    private static List<JsonNode> byPath(JsonNode payload, String from) {
        try {
            JsonNode found = JsonPath.compile(withParentheses(from)).read(payload, LIST);
            var all = new ArrayList<JsonNode>();
            if (found != null) {
                found.forEach(all::add);
            }
            return all;
        } catch (JsonPathException e) {
            return List.of();
        }
    }

    /** A member of that name; else one of one, where points are between them. */
    private static List<JsonNode> byName(JsonNode payload, String from) {
        var node = payload.get(from);
        if (node == null) {
            node = payload;
            for (var name : from.split("\\.", 20)) {
                node = node.path(name);
            }
        }
        return node.isMissingNode() ? List.of() : List.of(node);
    }

    private static boolean isBalanced(String shape) {
        var square = 0;
        var round = 0;
        for (var i = 0; i < shape.length() && square >= 0 && round >= 0; i++) {
            switch (shape.charAt(i)) {
                case '[' -> square++;
                case ']' -> square--;
                case '(' -> round++;
                case ')' -> round--;
                default -> {}
            }
        }
        return square == 0 && round == 0;
    }

    /** The standard needs none around a filter, the library does. */
    private static String withParentheses(String path) {
        var text = new StringBuilder();
        for (var i = 0; i < path.length(); i++) {
            var isFilter = path.charAt(i) == '?' && i > 0 && path.charAt(i - 1) == '[';
            text.append(path.charAt(i));
            if (isFilter) {
                var end = endOfFilter(path, i + 1);
                text.append('(').append(path, i + 1, end).append(')');
                i = end - 1;
            }
        }
        return text.toString();
    }

    private static int endOfFilter(String path, int start) {
        var depth = 0;
        for (var i = start; i < path.length(); i++) {
            var character = path.charAt(i);
            if (character == '\'' || character == '"') {
                var quoted = QUOTED.matcher(path).region(i, path.length());
                i = quoted.lookingAt() ? quoted.end() - 1 : path.length();
            } else if (character == '[') {
                depth++;
            } else if (character == ']' && depth-- == 0) {
                return i;
            }
        }
        return path.length();
    }
}
