package leadhub.testing.statements;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import leadhub.base.database.Moments;

/**
 * What a cluster of databases asks of a statement (CONTRIBUTING.md, «A statement that a cluster understands»), and a plan that is the same for all workspaces. Reads its text
 * alone, so that no cluster is needed to hold a new statement to it.
 */
public final class StatementRules {
    private static final String ITS_WORKSPACE = "workspace_id (?:=|in) ";
    private static final Pattern TRANSACTION_NUMBERS = Pattern.compile(
            "\\b(pg_current_snapshot|pg_snapshot_xmin|pg_visible_in_snapshot|pg_current_xact_id|transaction_id)\\b");
    private static final Pattern CALL = Pattern.compile("\\b([a-z_]+) \\(");
    private static final Pattern RETURNING = Pattern.compile("\\breturning (.*)$");
    private static final Pattern VALUES_WITH_QUERY = Pattern.compile("\\bvalues \\(.*\\(…\\)");
    /** One within another, and whether "in" asks it. */
    private static final Pattern QUERY = Pattern.compile("(\\bin )?\\(…\\)");
    /** A function is called with a column where it isn't called with values alone. */
    private static final Pattern SET_OF_STABLE = Pattern.compile(
            "\\bset .*\\b(?:to_json|to_jsonb|row_to_json|jsonb_build_object|jsonb_build_array|concat|concat_ws|format|to_char) \\([^)]*[a-z_]+[^)]*\\)");

    /** A text becomes a time by the settings of whoever asks. */
    private static final Pattern SET_OF_CAST = Pattern.compile("\\bset .*[a-z_]+ :: (?:timestamptz|timestamp|date)\\b");

    /** Called with the same values these answer the same, whatever is in the database and whoever asks. */
    private static final Set<String> IMMUTABLE = Set.of(
            "coalesce", "greatest", "least", "nullif", "cardinality", "octet_length", "left", "lower", "any", "in");

    /** Names of the rules. */
    public enum Rule {
        /** Each table of a workspace is asked for the bound workspace, or for that of a table beside it which is. */
        WORKSPACE_IS_BOUND,
        /** Within a query of sets alone a table is compared with the bound workspace, not with a column. */
        NO_COLUMN_BESIDE_A_SET,
        /** What is inserted from no table of a workspace says "on conflict" or "returning". */
        INSERT_FROM_NO_TABLE,
        /** "returning" names columns, and calls nothing but immutable functions. */
        RETURNING_IS_IMMUTABLE,
        /**
         * What is inserted from a table has no "exists (select from …)" beside it, and no limit beside any query; a CTE may,
         * the former with a limit of its own.
         */
        INSERT_SELECT_IS_PLAIN,
        /** What a CTE inserts are no rows of another CTE, which go to all machines at once; the statement itself may insert such. */
        NO_INSERT_FROM_A_CTE_IN_A_CTE,
        /** Rows that get an id of a sequence come from no table of a workspace but by a CTE; all machines would be asked for them. */
        NUMBERED_ROWS_BY_A_CTE,
        /** What stands among "values" is no query; "insert … select" takes one. */
        NO_QUERY_AMONG_VALUES,
        /** "set" calls no function of columns that isn't immutable, but in a query of its own. */
        SET_IS_IMMUTABLE,
        /** What "in" is asked of has no limit, for it may be read anew for each row; "= any (array (…))" or a comparison of rows is read once. */
        NO_LIMIT_WITHIN_IN,
        /** No function of ours reads tables of a workspace, but for found_leads, which is said in another way on a cluster. */
        NO_FUNCTION_THAT_READS,
        /** Tables of a workspace and those of none don't stand in one statement. */
        NOT_BOTH_KINDS,
        /** Numbers and snapshots of transactions are asked by {@link Moments} alone, for they are those of one machine. */
        NO_TRANSACTION_NUMBERS
    }

    private final Set<String> ofWorkspaces;
    private final Set<String> ofNone;
    private final Set<String> numbered;

    /**
     * @param ofWorkspaces the tables that would be spread over machines
     * @param ofNone all others
     * @param numbered those whose ids are a sequence's
     */
    public StatementRules(Collection<String> ofWorkspaces, Collection<String> ofNone, Collection<String> numbered) {
        this.ofWorkspaces = Set.copyOf(ofWorkspaces);
        this.ofNone = Set.copyOf(ofNone);
        this.numbered = Set.copyOf(numbered);
    }

    /** Those that a statement breaks. */
    public Set<Rule> brokenBy(String statement) {
        var broken = EnumSet.noneOf(Rule.class);
        var blocks = Block.of(withoutMoments(statement));
        var tables = blocks.stream()
                .flatMap(block -> block.references().stream())
                .map(Block.Reference::table)
                .toList();
        if (tables.stream().anyMatch(ofWorkspaces::contains) && tables.stream().anyMatch(ofNone::contains)) {
            broken.add(Rule.NOT_BOTH_KINDS);
        }
        for (var block : blocks) {
            ofBlock(block, broken);
        }
        return broken;
    }

    /** The way in which "now" and "since" are asked is said in another way on a cluster, at one place. */
    private static String withoutMoments(String statement) {
        return statement
                .replace(Moments.AFTER, "id > ? and id <> ?")
                .replace("order by transaction_id", "order by id")
                .replace(Moments.BY_NOW, "''")
                .replace(Moments.OLDEST_OPEN, "0")
                .replace(Moments.NOW, "''")
                .replace(Moments.OWN_TRANSACTION, "0")
                .replace(Moments.LEAD_WRITTEN_SINCE, "id > ?");
    }

    private void ofBlock(Block block, Set<Rule> broken) {
        var text = block.text();
        var tables = block.references().stream()
                .filter(reference -> ofWorkspaces.contains(reference.table()))
                .toList();
        var isInsert = text.matches("(with .*)?insert into .*");
        var isIntoThem = isInsert
                && !tables.isEmpty()
                && text.contains("insert into " + tables.getFirst().table() + " ");
        var read = isIntoThem ? tables.subList(1, tables.size()) : tables;
        for (var table : read) {
            if (isBound(table, text, read.size())) {
                continue;
            }
            if (!isJoined(table, text)) {
                broken.add(Rule.WORKSPACE_IS_BOUND);
            }
            var beside = block.references().stream()
                    .anyMatch(other -> !other.equals(table) && isJoinedWith(other, table, text));
            if (!beside && isBesideASet(block)) {
                broken.add(Rule.NO_COLUMN_BESIDE_A_SET);
            }
        }
        if (isInsert && !tables.isEmpty() && read.isEmpty() && isFromElsewhere(text)) {
            broken.add(Rule.INSERT_FROM_NO_TABLE);
        }
        if (isIntoThem
                && block.inner.stream()
                        .map(Block::text)
                        .anyMatch(inner -> inner.startsWith("select from ")
                                || text.contains(" limit ") && inner.startsWith("select "))
                && !read.isEmpty()) {
            broken.add(Rule.INSERT_SELECT_IS_PLAIN);
        }
        if (isInlined(block)
                && block.inner.stream().anyMatch(inner -> inner.text().startsWith("select from "))) {
            broken.add(Rule.INSERT_SELECT_IS_PLAIN);
        }
        if (isIntoThem && insertsOfAnotherCte(block)) {
            broken.add(Rule.NO_INSERT_FROM_A_CTE_IN_A_CTE);
        }
        if (isIntoThem && !read.isEmpty() && isNumbered(tables.getFirst().table(), text)) {
            broken.add(Rule.NUMBERED_ROWS_BY_A_CTE);
        }
        if (!tables.isEmpty() && returnsMore(text)) {
            broken.add(Rule.RETURNING_IS_IMMUTABLE);
        }
        if (isInsert && !tables.isEmpty() && VALUES_WITH_QUERY.matcher(text).find()) {
            broken.add(Rule.NO_QUERY_AMONG_VALUES);
        }
        if (text.startsWith("update ")
                && !tables.isEmpty()
                && (SET_OF_STABLE.matcher(text.replaceAll(" :: [a-z_]+", "")).find()
                        || SET_OF_CAST.matcher(text).find())) {
            broken.add(Rule.SET_IS_IMMUTABLE);
        }
        if (hasLimitWithinIn(block)) {
            broken.add(Rule.NO_LIMIT_WITHIN_IN);
        }
        if (text.contains("found_leads (") && !text.contains("found_leads ( ? , ? , ? )")) {
            broken.add(Rule.NO_FUNCTION_THAT_READS);
        }
        if (TRANSACTION_NUMBERS.matcher(text).find()) {
            broken.add(Rule.NO_TRANSACTION_NUMBERS);
        }
    }

    /** Compared with a value that is bound. */
    private static boolean isBound(Block.Reference table, String text, int tables) {
        var name = Pattern.quote(table.alias()) + "\\." + ITS_WORKSPACE;
        var own = tables == 1 ? "(?<![.\\w])" + ITS_WORKSPACE : name;
        return Pattern.compile("(?:" + name + "|" + own + ")(?:\\( )?(?:\\?|any \\( \\?|cast \\( \\?)")
                .matcher(text)
                .find();
    }

    /** Compared with the column of another table, or with that of a table outside. */
    private static boolean isJoined(Block.Reference table, String text) {
        var name = Pattern.quote(table.alias()) + "\\.workspace_id";
        return Pattern.compile(name + " = [a-z_]+\\.workspace_id|[a-z_]+\\.workspace_id = " + name)
                        .matcher(text)
                        .find()
                || text.contains("using ( workspace_id");
    }

    private static boolean isJoinedWith(Block.Reference one, Block.Reference other, String text) {
        return text.contains(one.alias() + ".workspace_id = " + other.alias() + ".workspace_id")
                || text.contains(other.alias() + ".workspace_id = " + one.alias() + ".workspace_id");
    }

    /** Whether it is within, or is, a query that reads from sets alone. */
    private boolean isBesideASet(Block block) {
        for (var around = block; around != null; around = around.parent) {
            var readsTables = around != block
                    && around.references().stream().anyMatch(reference -> ofWorkspaces.contains(reference.table()));
            if (around.callsASet() && !readsTables) {
                return true;
            }
        }
        return false;
    }

    /** A CTE of an insert that PostgreSQL makes a part of it, for it neither changes nor limits anything. */
    private boolean isInlined(Block block) {
        var around = block.parent;
        return around != null
                && around.text().matches("with .*\\binsert into .*")
                && block.text().startsWith("select ")
                && !block.text().contains(" limit ")
                && block.references().stream().anyMatch(reference -> ofWorkspaces.contains(reference.table()));
    }

    private static boolean insertsOfAnotherCte(Block block) {
        var around = block.parent;
        return around != null
                && block.references().stream()
                        .anyMatch(reference -> Pattern.compile(
                                        "(?:^with|,) " + reference.table() + " as (?:(?:not )?materialized )?\\(…\\)")
                                .matcher(around.text())
                                .find());
    }

    /** Whether none of the columns that are inserted is the id; without columns all are. */
    private boolean isNumbered(String table, String text) {
        return numbered.contains(table)
                && Pattern.compile("insert into " + table + " (?:as \\w+ )?\\((?:(?! id )[^)])*\\)")
                        .matcher(text)
                        .find();
    }

    private static boolean hasLimitWithinIn(Block block) {
        var queries = QUERY.matcher(block.text()).results().toList();
        for (var i = 0; i < queries.size(); i++) {
            var query = block.inner.get(i).text();
            if (queries.get(i).group(1) != null && (query.contains(" limit ") || query.contains(" offset "))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFromElsewhere(String text) {
        var insert = text.substring(text.indexOf("insert into "));
        return insert.matches("insert into [a-z_]+ .*\\bselect .*")
                && !insert.contains(" on conflict ")
                && !insert.contains(" returning ");
    }

    private static boolean returnsMore(String text) {
        var returning = RETURNING.matcher(text);
        if (!returning.find()) {
            return false;
        }
        if (returning.group(1).contains("(…)")) {
            return true;
        }
        return CALL.matcher(returning.group(1)).results().anyMatch(call -> !IMMUTABLE.contains(call.group(1)));
    }
}
