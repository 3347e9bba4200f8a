package leadhub.leads.pages;

import java.util.List;
import leadhub.leads.record.Lead;
import leadhub.scoring.ScoringRule;

/**
 * A lead's score and what it is made of.
 *
 * @param reasons the rules that it meets
 */
public record LeadScoreShown(Lead lead, List<ScoringRule> reasons) {

    /** Whether the score isn't what rules say now: all leads are being scored anew. */
    public boolean isBehind() {
        var sum = reasons.stream().mapToInt(rule -> rule.terms().points()).sum();
        return sum + lead.scoreAdjustment() != lead.leadScore();
    }

    public boolean hasReasons() {
        return !reasons.isEmpty() || lead.scoreAdjustment() != 0;
    }
}
