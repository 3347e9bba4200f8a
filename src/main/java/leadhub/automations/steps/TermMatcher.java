package leadhub.automations.steps;

import java.util.Map;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionGroup.Match;
import leadhub.conditions.ConditionGroupMatcher;
import leadhub.conditions.Facts;
import leadhub.conditions.NamedCondition;
import leadhub.conditions.Today;
import leadhub.events.FieldChange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells whether a lead meets the conditions of an automation, and if not, which and what was there. Costs no statement. */
@Component
public class TermMatcher {
    private final ConditionGroupMatcher comparisons;

    TermMatcher(ConditionGroupMatcher comparisons) {
        this.comparisons = comparisons;
    }

    /**
     * A lead at a moment.
     *
     * @param changes what has just changed about it, in the API's names
     */
    public record Moment(Caller caller, Facts lead, Map<String, FieldChange> changes, Today today) {}

    /**
     * Why conditions aren't met.
     *
     * @param value what was there; null for nothing
     */
    public record Unmet(Term term, @Nullable Object value) {}

    public boolean isMet(Term term, Moment moment) {
        return unmet(term, moment).isEmpty();
    }

    /** The first that isn't met; of any of several that aren't the last. Empty if all is well. */
    public Optional<Unmet> unmet(Term term, Moment moment) {
        return switch (term) {
            case Term.Group(var match, var terms)
            when match == Match.ALL ->
                terms.stream().flatMap(one -> unmet(one, moment).stream()).findFirst();
            case Term.Group group -> unmetOfAny(group, moment);
            case Term.Compared(var condition) ->
                comparisons.isMet(moment.caller().workspaceId(), condition, moment.lead(), moment.today())
                        ? Optional.empty()
                        : Optional.of(new Unmet(term, moment.lead().value(condition.field())));
            case Term.Changed changed -> unmet(changed, moment);
            case Term.Happened(var ending) ->
                hasEnded(ending, moment)
                        ? Optional.empty()
                        : Optional.of(new Unmet(term, moment.lead().value("status")));
        };
    }

    private Optional<Unmet> unmetOfAny(Term.Group group, Moment moment) {
        Optional<Unmet> last = Optional.empty();
        for (var one : group.terms().stream().filter(TermMatcher::asks).toList()) {
            last = unmet(one, moment);
            if (last.isEmpty()) {
                return last;
            }
        }
        return last;
    }

    /** A group of none asks nothing. */
    private static boolean asks(Term term) {
        return !(term instanceof Term.Group group) || group.terms().stream().anyMatch(TermMatcher::asks);
    }

    private Optional<Unmet> unmet(Term.Changed changed, Moment moment) {
        var name = changed.field().equals("tag_ids") ? "tags" : changed.field();
        var change = moment.changes().get(name);
        if (change == null) {
            return Optional.of(new Unmet(changed, null));
        }
        return switch (changed.operator()) {
            case CHANGED -> Optional.empty();
            case CHANGED_TO ->
                // A tag by its id is only known of the lead as it is now.
                changed.field().equals("tag_ids")
                        ? unmetBy(changed, moment, moment.lead().value("tag_ids"))
                        : unmetBy(changed, moment, change.to());
            case CHANGED_FROM -> unmetBy(changed, moment, change.from());
        };
    }

    private Optional<Unmet> unmetBy(Term.Changed changed, Moment moment, @Nullable Object value) {
        var condition = new NamedCondition(changed.field(), Comparison.EQUALS, changed.value());
        var plain = value instanceof Number number ? (Object) number.toString() : value;
        return comparisons.isMet(moment.caller().workspaceId(), condition, field -> plain, moment.today())
                ? Optional.empty()
                : Optional.of(new Unmet(changed, value));
    }

    private static boolean hasEnded(Term.Ending ending, Moment moment) {
        var change = moment.changes().get(ending.field());
        return change != null && ending.value().equals(change.to());
    }
}
