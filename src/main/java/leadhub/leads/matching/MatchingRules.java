package leadhub.leads.matching;

import java.util.List;
import java.util.Map;

/**
 * A workspace's rules for people who are leads already. By what is done a door begins: a form, an integration or an import can say
 * otherwise, and inbound calls always fill.
 *
 * @param forms what a new form does: {@code fill}, {@code update} or {@code create}
 * @param integrations what a new integration does, likewise
 * @param imports what an import does: {@code skip}, {@code fill}, {@code update}, {@code create} or {@code review}
 * @param winner whose value is preset when leads are merged
 * @param winners the same for single fields, by the API's names
 * @param sources the most trusted first
 */
public record MatchingRules(
        String forms,
        String integrations,
        String imports,
        WinnerRule winner,
        Map<String, WinnerRule> winners,
        List<String> sources) {
    public static final List<String> FOR_FORMS = List.of("fill", "update", "create");
    public static final List<String> FOR_IMPORTS = List.of("skip", "fill", "update", "create", "review");

    /** So many sources can be ranked. */
    public static final int MOST_SOURCES = 50;

    /** What holds as long as nobody says otherwise. */
    public static final MatchingRules USUAL =
            new MatchingRules("fill", "fill", "skip", WinnerRule.SURVIVOR, Map.of(), List.of());

    public WinnerRule winner(String field) {
        return winners.getOrDefault(field, winner);
    }

    /** Whether the survivor's values are preset everywhere, as the API takes them. */
    public boolean takesSurvivors() {
        return winner == WinnerRule.SURVIVOR && winners.isEmpty();
    }
}
