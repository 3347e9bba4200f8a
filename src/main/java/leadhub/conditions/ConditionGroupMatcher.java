package leadhub.conditions;

import java.util.function.Function;
import leadhub.base.Folding;
import org.springframework.stereotype.Component;

/** Tells whether a lead meets a group of conditions. Costs no statement. */
@Component
public class ConditionGroupMatcher {
    private final NamedFields fields;
    private final Folding folding;

    ConditionGroupMatcher(NamedFields fields, Folding folding) {
        this.fields = fields;
        this.folding = folding;
    }

    /** Whether it is met. A group of none asks nothing: it is met by itself, and makes no other one so. */
    public boolean isMet(long workspaceId, ConditionTerm term, Facts facts, Today today) {
        return isMet(name -> fields.find(workspaceId, name), term, facts, today);
    }

    /**
     * The same over other fields than those of leads.
     *
     * @param named the field of that name
     */
    public boolean isMet(Function<String, ConditionField> named, ConditionTerm term, Facts facts, Today today) {
        return switch (term) {
            case ConditionGroup(var match, var terms) ->
                switch (match) {
                    case ALL -> terms.stream().allMatch(one -> isMet(named, one, facts, today));
                    case ANY ->
                        !asks(term)
                                || terms.stream()
                                        .filter(ConditionGroupMatcher::asks)
                                        .anyMatch(one -> isMet(named, one, facts, today));
                };
            case NamedCondition(var name, var comparison, var value) -> {
                var condition = new Condition(named.apply(name), comparison, value == null ? "" : value);
                yield condition.met(folding, today).test(facts);
            }
        };
    }

    private static boolean asks(ConditionTerm term) {
        return switch (term) {
            case ConditionGroup group -> group.conditions().stream().anyMatch(ConditionGroupMatcher::asks);
            case NamedCondition one -> true;
        };
    }
}
