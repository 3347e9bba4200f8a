package leadhub.scoring;

import java.util.Collection;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Remembered;
import leadhub.base.Signals;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Works out the points of leads. The rules are remembered, so that it costs no statement. A transaction that finds at its
 * end that they have changed meanwhile has all leads scored anew, its own among them.
 */
@Component
public class Scoring {
    private final RuleMatch test;
    private final Remembered<List<ScoringRule>> known;
    // Asked for late, for it works out points too.
    private final ObjectProvider<Rescoring> rescoring;

    Scoring(RuleSql sql, RuleMatch test, Signals signals, ObjectProvider<Rescoring> rescoring) {
        this.test = test;
        this.rescoring = rescoring;
        this.known = new Remembered<>(signals, "scoring-rules", sql::active);
    }

    /** The points of all active rules that a lead meets. */
    public int points(Caller caller, ScoredLead lead) {
        var rules = known.get(caller.workspaceId());
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            hold(caller, rules);
        }
        return points(rules, lead);
    }

    /** The active rules that a lead meets. */
    public List<ScoringRule> reasons(Caller caller, ScoredLead lead) {
        return known.get(caller.workspaceId()).stream()
                .filter(rule -> test.meets(lead, rule.terms()))
                .toList();
    }

    /** Looks once more at the end of the transaction, which others wait for from its first writing on. */
    private void hold(Caller caller, List<ScoringRule> rules) {
        var held = new Held(this, caller.workspaceId());
        if (TransactionSynchronizationManager.hasResource(held)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(held, rules);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                if (!known.get(caller.workspaceId()).equals(rules)) {
                    rescoring.getObject().request(caller);
                }
            }

            @Override
            public void beforeCompletion() {
                TransactionSynchronizationManager.unbindResourceIfPossible(held);
            }
        });
    }

    /** By which a transaction knows that it has been looked after. */
    private record Held(Scoring scoring, long workspaceId) {}

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
