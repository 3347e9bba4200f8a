package leadhub.testing.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leadhub.testing.statements.StatementRules.Rule;

/** The statements that break a rule, and why they may for now. The list may only get shorter. */
public final class KnownBreaches {
    /**
     * @param where the class and method whose statement it is
     * @param part of its text, by which it is told from others
     */
    private record Breach(String where, Rule rule, String part, String reason) {
        boolean isOf(String statement, Rule broken) {
            return rule == broken && oneLine(statement).contains(oneLine(part));
        }
    }

    private static final List<Breach> KNOWN = List.of(
            new Breach(
                    "ApiKeySql.credential",
                    Rule.NOT_BOTH_KINDS,
                    "from api_key_hashes h join api_keys k",
                    "Runs on a cluster, as the workspace is bound; each key costs one look-up more there."),
            new Breach(
                    "ApiKeySql.insert",
                    Rule.NOT_BOTH_KINDS,
                    "insert into api_key_hashes (secret_sha256, workspace_id, api_key_id)",
                    "Runs on a cluster; the key and its hash are one statement, so that neither is without the other."),
            new Breach(
                    "ApiKeySql.revoke",
                    Rule.NOT_BOTH_KINDS,
                    "delete from api_key_hashes h using revoked r",
                    "The same."),
            new Breach(
                    "SignedInSql.find",
                    Rule.NOT_BOTH_KINDS,
                    "offset 0 ) s join users on",
                    "Who signed in is asked for in the session's workspace, which a cluster is asked for first."));

    private final List<String> unknown = new ArrayList<>();
    private final List<String> mended;

    /** @param sent statements, and where they came from */
    public KnownBreaches(StatementRules rules, Map<String, String> sent) {
        var left = new ArrayList<>(KNOWN);
        new TreeMap<>(sent).forEach((statement, from) -> {
            for (var broken : rules.brokenBy(statement)) {
                left.removeIf(breach -> breach.isOf(statement, broken));
                if (KNOWN.stream().noneMatch(breach -> breach.isOf(statement, broken))) {
                    unknown.add("%s, sent by %s or before it:%n%s".formatted(broken, from, statement));
                }
            }
        });
        mended = left.stream()
                .map(breach -> breach.where() + " " + breach.rule())
                .toList();
    }

    /** Those that stand in no list. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** Those listed that nobody sends any more. */
    public List<String> mended() {
        return mended;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
