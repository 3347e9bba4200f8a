package leadhub.scoring;

import java.util.Collection;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Remembered;
import leadhub.base.Signals;
import org.springframework.stereotype.Component;

/** Works out the points of leads. The rules are remembered, so that it costs no statement. */
@Component
public class Scoring {
    private final RuleMatch test;
    private final Remembered<List<ScoringRule>> known;

    Scoring(RuleSql sql, RuleMatch test, Signals signals) {
        this.test = test;
        this.known = new Remembered<>(signals, "scoring-rules", sql::active);
    }

    /** The points of all active rules that a lead meets. */
    public int points(Caller caller, ScoredLead lead) {
        return points(known.get(caller.workspaceId()), lead);
    }

    /** The active rules that a lead meets. */
    public List<ScoringRule> reasons(Caller caller, ScoredLead lead) {
        return known.get(caller.workspaceId()).stream()
                .filter(rule -> test.meets(lead, rule.terms()))
                .toList();
    }

    int points(Collection<ScoringRule> rules, ScoredLead lead) {
        return rules.stream().mapToInt(rule -> points(rule.terms(), lead)).sum();
    }

    /** What one rule gives to a lead. */
    int points(RuleTerms rule, ScoredLead lead) {
        return rule.active() && test.meets(lead, rule) ? rule.points() : 0;
    }

    /** Whether an active rule looks at one of these fields. */
    boolean looksAt(Caller caller, Collection<String> fields) {
        return known.get(caller.workspaceId()).stream()
                .anyMatch(rule -> fields.contains(rule.terms().field()));
    }

    /** The current transaction changes the rules. */
    void changed(Caller caller) {
        known.changed(caller.workspaceId());
    }
}
