package leadhub.scoring;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import leadhub.conditions.Condition;
import leadhub.conditions.Facts;
import leadhub.conditions.NamedFields;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Calculates the points of leads. The rules are cached, so it runs no statement. A transaction that finds at its
 * end that the rules have changed in the meantime has all scores recalculated, including its own.
 */
@Component
public class Scoring {
    private final RuleSql sql;
    private final NamedFields fields;
    private final Folding folding;
    private final Remembered<List<ScoringRule>> known;
    // Asked for late, for it works out points too.
    private final ObjectProvider<Rescoring> rescoring;

    Scoring(RuleSql sql, NamedFields fields, Folding folding, Signals signals, ObjectProvider<Rescoring> rescoring) {
        this.sql = sql;
        this.fields = fields;
        this.folding = folding;
        this.rescoring = rescoring;
        this.known = new Remembered<>(signals, "scoring-rules", sql::active);
    }

    /** The points of all active rules that match a lead. */
    public int points(Caller caller, Facts lead) {
        var rules = known.get(caller.workspaceId());
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            hold(caller, rules);
        }
        return points(caller.workspaceId(), rules).applyAsInt(lead);
    }

    /** The active rules that match a lead. */
    public List<ScoringRule> reasons(Caller caller, Facts lead) {
        return known.get(caller.workspaceId()).stream()
                .filter(rule -> met(caller.workspaceId(), rule.terms()).test(lead))
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

    /** What the active rules give to leads, as they are in the database, whatever is remembered of them. */
    ToIntFunction<Facts> pointsOfToday(long workspaceId) {
        return points(workspaceId, sql.active(workspaceId));
    }

    /** What rules give to leads, for one after the other. */
    ToIntFunction<Facts> points(long workspaceId, Collection<ScoringRule> rules) {
        var each = rules.stream().map(rule -> points(workspaceId, rule.terms())).toList();
        return lead -> each.stream().mapToInt(rule -> rule.applyAsInt(lead)).sum();
    }

    /** What one rule gives to leads. */
    ToIntFunction<Facts> points(long workspaceId, RuleTerms rule) {
        if (!rule.active()) {
            return lead -> 0;
        }
        var met = met(workspaceId, rule);
        return lead -> met.test(lead) ? rule.points() : 0;
    }

    private Predicate<Facts> met(long workspaceId, RuleTerms rule) {
        var value = rule.value() == null ? "" : rule.value();
        return new Condition(fields.find(workspaceId, rule.field()), rule.operator(), value).met(folding);
    }

    /** Whether an active rule uses one of these fields. */
    boolean looksAt(Caller caller, Collection<String> fields) {
        return known.get(caller.workspaceId()).stream()
                .anyMatch(rule -> fields.contains(rule.terms().field()));
    }

    /** Called when the current transaction changes the rules. */
    void changed(Caller caller) {
        known.changed(caller.workspaceId());
    }
}
