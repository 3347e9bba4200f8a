package leadhub.conditions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads groups of conditions from JSON: {@code {"match": "all", "conditions": [{"field", "operator", "value"}]}}, or a bare
 * list, of which all have to be met.
 *
 * <p>Limits: 20 conditions in all, three levels of groups.
 */
@Component
public class ConditionGroupReader {
    private static final int MOST = 20;
    private static final int MOST_LEVELS = 3;
    private static final int MOST_CHARACTERS = 1_000;

    private final NamedFields fields;

    ConditionGroupReader(NamedFields fields) {
        this.fields = fields;
    }

    /**
     * The group as it was sent; null, and refusals by their paths, for what can't be right.
     *
     * @param path what the value is called in the request: {@code conditions}
     */
    public @Nullable ConditionGroup read(
            long workspaceId, JsonNode value, String path, BiConsumer<String, Refusal> reject) {
        return read(name -> fields.known(workspaceId, name), value, path, reject);
    }

    /**
     * The same over other fields than those of leads.
     *
     * @param known the field of that name, empty for none
     */
    public static @Nullable ConditionGroup read(
            Function<String, Optional<ConditionField>> known,
            JsonNode value,
            String path,
            BiConsumer<String, Refusal> reject) {
        var reading = new Reading(known, reject);
        var group = reading.group(value, path, 1);
        return reading.isSound ? group : null;
    }

    /** A group as it was kept. Its fields may be gone by now. */
    public static ConditionGroup kept(JsonNode value) {
        var terms = new ArrayList<ConditionTerm>();
        for (var term : value.get("conditions")) {
            terms.add(
                    term.has("conditions")
                            ? kept(term)
                            : new NamedCondition(
                                    term.get("field").stringValue(),
                                    Comparison.ofWord(term.get("operator").stringValue())
                                            .orElseThrow(),
                                    term.path("value").isString()
                                            ? term.get("value").stringValue()
                                            : null));
        }
        return new ConditionGroup(match(value), terms);
    }

    private static ConditionGroup.Match match(JsonNode value) {
        return value.path("match").asString("").equals("any") ? ConditionGroup.Match.ANY : ConditionGroup.Match.ALL;
    }

    /** One request on its way through. */
    private static final class Reading {
        private final Function<String, Optional<ConditionField>> known;
        private final BiConsumer<String, Refusal> reject;
        private int number;
        private boolean isSound = true;

        Reading(Function<String, Optional<ConditionField>> known, BiConsumer<String, Refusal> reject) {
            this.known = known;
            this.reject = reject;
        }

        private void refuse(String path, Refusal refusal) {
            isSound = false;
            reject.accept(path, refusal);
        }

        ConditionGroup group(JsonNode value, String path, int level) {
            var list = value.isArray() ? value : value.path("conditions");
            var listPath = value.isArray() ? path : path + ".conditions";
            if (!list.isArray()) {
                refuse(value.isObject() ? listPath : path, Refusal.of("array"));
                return new ConditionGroup(ConditionGroup.Match.ALL, List.of());
            }
            if (value.isObject()
                    && value.has("match")
                    && !value.get("match").asString("").matches("all|any")) {
                refuse(path + ".match", Refusal.of("in"));
            }
            var terms = new ArrayList<ConditionTerm>();
            for (var i = 0; i < list.size() && isSound; i++) {
                var term = term(list.get(i), listPath + "." + i, level);
                if (term != null) {
                    terms.add(term);
                }
            }
            return new ConditionGroup(match(value), terms);
        }

        private @Nullable ConditionTerm term(JsonNode value, String path, int level) {
            if (!value.isObject()) {
                refuse(path, Refusal.of("array"));
                return null;
            }
            if (++number > MOST || level > MOST_LEVELS) {
                refuse(path, Refusal.of("max.array").with("max", number > MOST ? MOST : MOST_LEVELS));
                return null;
            }
            return value.has("conditions") ? group(value, path, level + 1) : one(value, path);
        }

        private @Nullable NamedCondition one(JsonNode value, String path) {
            var name = value.path("field").asString("").strip();
            var field = known.apply(name);
            if (field.isEmpty()) {
                refuse(path + ".field", name.isEmpty() ? Refusal.of("required") : Refusal.of("in"));
                return null;
            }
            var comparison =
                    field.get().kind().comparison(value.path("operator").asString(""));
            if (comparison.isEmpty()) {
                refuse(path + ".operator", Refusal.of("in"));
                return null;
            }
            var typed =
                    value.path("value").isValueNode() && !value.path("value").isNull()
                            ? value.path("value").asString().strip()
                            : "";
            var condition = Condition.of(field.get(), comparison.get(), typed);
            if (condition.isEmpty() || typed.length() > MOST_CHARACTERS) {
                refuse(path + ".value", typed.isEmpty() ? Refusal.of("required") : Refusal.of("in"));
                return null;
            }
            return new NamedCondition(
                    name,
                    comparison.get(),
                    comparison.get().takesValue() ? condition.get().value() : null);
        }
    }
}
