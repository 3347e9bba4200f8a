package leadhub.scoring;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.conditions.Comparison;
import leadhub.conditions.Condition;
import leadhub.conditions.ConditionField;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, changes, switches and deletes scoring rules; each time all scores are recalculated. */
@Service
public class ScoringRules {
    private final RuleSql sql;
    private final RuleFields fields;
    private final Rescoring rescoring;
    private final Audit audit;
    private final Clock clock;

    ScoringRules(RuleSql sql, RuleFields fields, Rescoring rescoring, Audit audit, Clock clock) {
        this.sql = sql;
        this.fields = fields;
        this.rescoring = rescoring;
        this.audit = audit;
        this.clock = clock;
    }

    /** All rules, the oldest first. */
    public List<ScoringRule> all(Caller caller) {
        return sql.all(caller.workspaceId());
    }

    /** The rule, if it belongs to this workspace. */
    public ScoringRule get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id).orElseThrow(ScoringRules::unknown);
    }

    /** The fields that rules may use. */
    public List<ConditionField> fields(Caller caller) {
        return fields.all(caller);
    }

    /** Creates a rule. */
    @Transactional
    public ScoringRule create(Caller caller, RuleTerms wanted) {
        caller.require(Role.MANAGER);
        var terms = checked(caller, null, wanted);
        sql.lock(caller.workspaceId());
        if (sql.all(caller.workspaceId()).size() >= ScoringRule.MOST) {
            throw Problem.invalid("name", Refusal.of("scoring_rule.too_many").with("max", ScoringRule.MOST))
                    .exception();
        }
        var made = sql.insert(caller.workspaceId(), terms, Times.now(clock));
        audit.record(caller, "scoring_rule.created", made.id(), null, made);
        rescoring.rulesChanged(caller, terms.active());
        return made;
    }

    /** Replaces the content of a rule. */
    @Transactional
    public ScoringRule change(Caller caller, long id, RuleTerms wanted) {
        caller.require(Role.MANAGER);
        sql.lock(caller.workspaceId());
        var before = get(caller, id);
        return update(caller, before, checked(caller, before, wanted));
    }

    /** Switches a rule on or off. */
    @Transactional
    public ScoringRule turn(Caller caller, long id, boolean active) {
        caller.require(Role.MANAGER);
        sql.lock(caller.workspaceId());
        var before = get(caller, id);
        return update(caller, before, before.terms().active(active));
    }

    /** Deletes a rule. */
    @Transactional
    public void delete(Caller caller, long id) {
        caller.require(Role.MANAGER);
        sql.lock(caller.workspaceId());
        var rule = get(caller, id);
        sql.delete(caller.workspaceId(), id);
        audit.record(caller, "scoring_rule.deleted", id, rule, null);
        rescoring.rulesChanged(caller, rule.terms().active());
    }

    private ScoringRule update(Caller caller, ScoringRule before, RuleTerms terms) {
        if (terms.equals(before.terms())) {
            return before;
        }
        var after = sql.update(caller.workspaceId(), before.id(), terms, Times.now(clock));
        audit.record(caller, "scoring_rule.changed", before.id(), before, after);
        rescoring.rulesChanged(caller, terms.scoreDiffersFrom(before.terms()));
        return after;
    }

    /** A rule as stored. One whose custom field was deleted may keep using it. */
    RuleTerms checked(Caller caller, @Nullable ScoringRule before, RuleTerms wanted) {
        var field = fields.find(caller, wanted.field());
        var isOld = before != null && before.terms().field().equals(wanted.field());
        var errors = new LinkedHashMap<String, List<Refusal>>();
        if (field.isEmpty() && !isOld) {
            errors.put("field", List.of(Refusal.of("in")));
        }
        if (!RuleFields.comparisons(field).contains(wanted.operator())) {
            errors.put("operator", List.of(Refusal.of("in")));
        }
        var value = wanted.operator().takesValue() && wanted.value() != null ? Texts.trim(wanted.value()) : "";
        if (wanted.operator().takesValue() && !fits(fields.orGone(caller, wanted.field()), wanted.operator(), value)) {
            errors.put("value", List.of(Refusal.of("invalid")));
        }
        if (Math.abs((long) wanted.points()) > ScoringRule.MOST_POINTS) {
            errors.put(
                    "points",
                    List.of(Refusal.of("between")
                            .with("min", -ScoringRule.MOST_POINTS)
                            .with("max", ScoringRule.MOST_POINTS)));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors).exception();
        }
        return new RuleTerms(
                wanted.name(),
                wanted.field(),
                wanted.operator(),
                wanted.operator().takesValue() ? value : null,
                wanted.points(),
                wanted.active());
    }

    private static boolean fits(ConditionField field, Comparison operator, String value) {
        return Texts.length(value) <= ScoringRule.MOST_CHARACTERS
                && Condition.of(field, operator, value).isPresent()
                && (field.isTyped(operator)
                        || field.choices().isEmpty()
                        || field.choices().stream()
                                .anyMatch(choice -> choice.value().equals(value)));
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("scoring_rule.not_found")).exception();
    }
}
