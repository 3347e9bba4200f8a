package leadhub.testing.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One select, insert, update or delete of a statement: its own words, without those of the queries within it. Reads SQL as
 * this project writes it, not all that there is.
 */
final class Block {
    private static final Pattern WORD =
            Pattern.compile("[a-z_][a-z_0-9]*(?:\\.[a-z_][a-z_0-9]*)*|\\?|::|<>|<=|>=|[^\\s]");
    private static final Set<String> BEGINNINGS = Set.of("select", "insert", "update", "delete", "with");
    private static final Set<String> UNIONS = Set.of("union", "intersect", "except");
    private static final Set<String> BEFORE_TABLES = Set.of("from", "join", "update", "into", "using");
    private static final Set<String> AFTER_TABLES = Set.of(
            "where", "group", "order", "limit", "offset", "for", "having", "returning", "set", "values", "select");
    private static final Set<String> NO_ALIAS = Set.of(
            "where",
            "group",
            "order",
            "limit",
            "offset",
            "for",
            "having",
            "returning",
            "set",
            "on",
            "values",
            "select",
            "join",
            "left",
            "right",
            "inner",
            "cross",
            "full",
            "using",
            "union",
            "intersect",
            "except",
            "lateral",
            "default");
    static final Set<String> SETS = Set.of(
            "unnest",
            "generate_series",
            "jsonb_each",
            "jsonb_each_text",
            "jsonb_array_elements",
            "jsonb_array_elements_text",
            "jsonb_object_keys",
            "jsonb_to_recordset",
            "regexp_split_to_table",
            "string_to_table");

    final @Nullable Block parent;
    final List<String> words = new ArrayList<>();
    final List<Block> inner = new ArrayList<>();

    /** A table that a block reads or writes, and what it is called there. */
    record Reference(String table, String alias) {}

    private Block(@Nullable Block parent) {
        this.parent = parent;
    }

    /** All blocks of a statement, the outer ones before those within them. */
    static List<Block> of(String statement) {
        var plain = statement
                .replaceAll("--[^\\n]*", "")
                .replaceAll("'[^']*'", " '' ")
                .toLowerCase(java.util.Locale.ROOT);
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(plain);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        var all = new ArrayList<Block>();
        var first = new Block(null);
        all.add(first);
        read(words, 0, first, all);
        return all;
    }

    /** Reads up to the parenthesis that ends it; the place behind. */
    private static int read(List<String> words, int from, Block block, List<Block> all) {
        var current = block;
        var at = from;
        while (at < words.size()) {
            var word = words.get(at);
            if (word.equals(")")) {
                return at + 1;
            }
            if (word.equals("(")) {
                if (at + 1 < words.size() && BEGINNINGS.contains(words.get(at + 1))) {
                    var inner = new Block(current);
                    all.add(inner);
                    current.inner.add(inner);
                    current.words.add("(…)");
                    at = read(words, at + 1, inner, all);
                } else {
                    current.words.add("(");
                    at = read(words, at + 1, current, all);
                    current.words.add(")");
                }
                continue;
            }
            if (UNIONS.contains(word)) {
                current = new Block(block.parent);
                all.add(current);
            }
            current.words.add(word);
            at++;
        }
        return at;
    }

    /** What follows from, join, update and into, and commas between those. */
    List<Reference> references() {
        var found = new ArrayList<Reference>();
        var inFrom = false;
        var depth = 0;
        var depthOfFrom = 0;
        for (var i = 0; i + 1 < words.size(); i++) {
            var word = words.get(i);
            depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
            if (word.equals("from")) {
                inFrom = true;
                depthOfFrom = depth;
            } else if (AFTER_TABLES.contains(word)) {
                inFrom = false;
            }
            // Other commas divide the columns of a function's rows.
            if (BEFORE_TABLES.contains(word) || word.equals(",") && inFrom && depth == depthOfFrom) {
                var table = words.get(i + 1);
                var next = i + 2 < words.size() ? words.get(i + 2) : "";
                if (next.equals("as") && i + 3 < words.size()) {
                    next = words.get(i + 3);
                }
                var isAlias = next.matches("[a-z_][a-z_0-9]*") && !NO_ALIAS.contains(next);
                found.add(new Reference(table, isAlias ? next : table));
            }
        }
        return found;
    }

    /** Its own words, with a blank between any two. */
    String text() {
        return String.join(" ", words);
    }

    boolean callsASet() {
        for (var i = 0; i + 1 < words.size(); i++) {
            if (SETS.contains(words.get(i)) && words.get(i + 1).equals("(")) {
                return true;
            }
        }
        return false;
    }
}
