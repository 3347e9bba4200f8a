package leadhub.web.input;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Finds what neither PostgreSQL nor every reader of JSON can take in a body: U+0000, half a surrogate pair, and numbers
 * that are short to send and long to write out.
 *
 * <p>Limits: 1,000 digits a number, and a million for all that have an exponent or decimals; tells of the first hundred.
 */
public final class UnstorableValues {
    /** PostgreSQL writes every digit, and 1e999999 has a million of them; nobody reads more than these. */
    private static final int MOST_DIGITS = 1_000;

    private static final long MOST_DIGITS_IN_ALL = 1_000_000;

    /** Whoever sends more of that learns of it bit by bit. */
    private static final int MOST_PATHS = 100;

    private final List<String> paths = new ArrayList<>();
    private long digits;

    private UnstorableValues() {}

    /** The dotted paths of values and members that can't be taken. */
    public static List<String> in(JsonNode node) {
        var unsound = new UnstorableValues();
        unsound.look(node, "");
        return unsound.paths;
    }

    private void look(JsonNode node, String path) {
        if (paths.size() >= MOST_PATHS) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(member -> {
                if (Texts.isSound(member.getKey())) {
                    look(member.getValue(), below(path, member.getKey()));
                } else {
                    add(path);
                }
            });
        } else if (node.isArray()) {
            for (var i = 0; i < node.size(); i++) {
                look(node.get(i), below(path, Integer.toString(i)));
            }
        } else if (node.isString() && !Texts.isSound(node.stringValue())
                || node.isBigDecimal() && isMonstrous(node.decimalValue())) {
            add(path);
        }
    }

    private boolean isMonstrous(BigDecimal number) {
        var before = (long) number.precision() - number.scale();
        var written = Math.max(1, before) + Math.max(0, number.scale());
        digits += Math.min(written, MOST_DIGITS);
        return written > MOST_DIGITS || digits > MOST_DIGITS_IN_ALL;
    }

    private void add(String path) {
        paths.add(path.isEmpty() ? "body" : path);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
