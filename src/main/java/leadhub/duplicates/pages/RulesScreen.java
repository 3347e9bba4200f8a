package leadhub.duplicates.pages;

import java.util.List;
import java.util.Set;
import leadhub.leads.matching.MatchingRules;
import leadhub.leads.matching.MatchingSettings;
import leadhub.leads.matching.WinnerRule;
import leadhub.leads.record.LeadField;

/** The page of a workspace's rules. @param wrong the fields that were refused */
public record RulesScreen(MatchingRules rules, Set<String> wrong) {
    public List<LeadField<?>> fields() {
        return MatchingSettings.FIELDS;
    }

    /** A field's own rule as a word; {@code ""} for none. */
    public String winner(LeadField<?> field) {
        var own = rules.winners().get(field.name());
        return own == null ? "" : own.word();
    }

    public WinnerRule[] winners() {
        return WinnerRule.values();
    }
}
