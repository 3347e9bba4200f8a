package leadhub.automations.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.conditions.Comparison;
import leadhub.conditions.Condition;
import leadhub.conditions.ConditionGroup.Match;
import leadhub.conditions.ConditionGroupReader;
import leadhub.conditions.NamedFields;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads conditions of automations: those of filters, with {@code changed}, {@code changed_to} and {@code changed_from} beside
 * their operators.
 *
 * <p>Limits: 20 conditions in all, three levels of groups.
 */
@Component
public class TermReader {
    private static final int MOST = 20;
    private static final int MOST_LEVELS = 3;

    private final ConditionGroupReader comparisons;
    private final NamedFields fields;

    TermReader(ConditionGroupReader comparisons, NamedFields fields) {
        this.comparisons = comparisons;
        this.fields = fields;
    }

    /**
     * The group as it was sent; what can't be right is refused by its path.
     *
     * @param path of the object or list that has the conditions
     * @param takesEvents whether {@code {"event": "won"}} is a condition
     */
    public Term.Group read(
            long workspaceId, JsonNode value, String path, boolean takesEvents, BiConsumer<String, Refusal> reject) {
        return new Reading(workspaceId, takesEvents, reject).group(value, path, 1);
    }

    /** One request on its way through. */
    private final class Reading {
        private final long workspaceId;
        private final boolean takesEvents;
        private final BiConsumer<String, Refusal> reject;
        private int number;

        Reading(long workspaceId, boolean takesEvents, BiConsumer<String, Refusal> reject) {
            this.workspaceId = workspaceId;
            this.takesEvents = takesEvents;
            this.reject = reject;
        }

        Term.Group group(JsonNode value, String path, int level) {
            var list = value.isArray() ? value : value.path("conditions");
            if (!list.isArray()) {
                reject.accept(value.isObject() ? path + ".conditions" : path, Refusal.of("array"));
                return Term.Group.NONE;
            }
            var match = value.path("match");
            if (!match.isMissingNode() && !match.asString("").matches("all|any")) {
                reject.accept(path + ".match", Refusal.of("in"));
            }
            var terms = new ArrayList<Term>();
            var listPath = value.isArray() ? path : path + ".conditions";
            for (var i = 0; i < list.size(); i++) {
                if (++number > MOST || level > MOST_LEVELS) {
                    reject.accept(
                            listPath + "." + i,
                            Refusal.of("max.array").with("max", number > MOST ? MOST : MOST_LEVELS));
                    break;
                }
                term(list.get(i), listPath + "." + i, level).ifPresent(terms::add);
            }
            return new Term.Group(match.asString("").equals("any") ? Match.ANY : Match.ALL, List.copyOf(terms));
        }

        private Optional<Term> term(JsonNode value, String path, int level) {
            if (value.has("conditions")) {
                return Optional.of(group(value, path, level + 1));
            }
            if (takesEvents && value.has("event")) {
                var ending = word(Term.Ending.class, value.path("event").asString(""));
                if (ending == null) {
                    reject.accept(path + ".event", Refusal.of("in"));
                }
                return Optional.ofNullable(ending).map(Term.Happened::new);
            }
            var operator = word(Term.Operator.class, value.path("operator").asString(""));
            return operator == null ? compared(value, path) : changed(value, path, operator);
        }

        /** By the rules of filters; it is read as the only one of its list. */
        private Optional<Term> compared(JsonNode value, String path) {
            var alone = Json.MAPPER.createArrayNode().add(value);
            var group = comparisons.read(
                    workspaceId,
                    alone,
                    "one",
                    (where, refusal) -> reject.accept(path + where.substring("one.0".length()), refusal));
            return group == null || group.conditions().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Term.Compared((leadhub.conditions.NamedCondition)
                            group.conditions().getFirst()));
        }

        private Optional<Term> changed(JsonNode value, String path, Term.Operator operator) {
            var name = value.path("field").asString("").strip();
            var field = fields.known(workspaceId, name);
            if (field.isEmpty()) {
                reject.accept(path + ".field", name.isEmpty() ? Refusal.of("required") : Refusal.of("in"));
                return Optional.empty();
            }
            if (operator == Term.Operator.CHANGED) {
                return Optional.of(new Term.Changed(name, operator, null));
            }
            var typed =
                    value.path("value").isValueNode() && !value.path("value").isNull()
                            ? value.path("value").asString().strip()
                            : "";
            var condition = Condition.of(field.get(), Comparison.EQUALS, typed);
            if (condition.isEmpty()) {
                reject.accept(path + ".value", typed.isEmpty() ? Refusal.of("required") : Refusal.of("in"));
                return Optional.empty();
            }
            return Optional.of(new Term.Changed(name, operator, condition.get().value()));
        }

        private static <E extends Enum<E>> @Nullable E word(Class<E> type, String word) {
            for (var constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return constant;
                }
            }
            return null;
        }
    }
}
