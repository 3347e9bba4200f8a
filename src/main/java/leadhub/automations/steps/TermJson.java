package leadhub.automations.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import leadhub.base.Json;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionGroup.Match;
import leadhub.conditions.NamedCondition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Conditions as JSON, as they are kept and answered. */
public final class TermJson {
    private TermJson() {}

    /** Writes {@code match} and {@code conditions} into an object. */
    public static ObjectNode write(Term.Group group, ObjectNode into) {
        into.put("match", group.match().word());
        var list = into.putArray("conditions");
        group.terms().forEach(term -> list.add(write(term)));
        return into;
    }

    /** One of them. */
    public static ObjectNode write(Term term) {
        var node = Json.MAPPER.createObjectNode();
        return switch (term) {
            case Term.Group group -> write(group, node);
            case Term.Compared(NamedCondition(var field, var operator, var value)) ->
                leaf(node, field, operator.word(), value);
            case Term.Changed(var field, var operator, var value) ->
                leaf(node, field, operator.name().toLowerCase(Locale.ROOT), value);
            case Term.Happened(var ending) -> node.put("event", ending.name().toLowerCase(Locale.ROOT));
        };
    }

    private static ObjectNode leaf(ObjectNode node, String field, String operator, @Nullable String value) {
        node.put("field", field).put("operator", operator);
        return value == null ? node : node.put("value", value);
    }

    /** A group as it was kept; its fields may be gone by now. */
    public static Term.Group group(JsonNode kept) {
        var terms = new ArrayList<Term>();
        for (var term : kept.path("conditions")) {
            terms.add(term(term));
        }
        return new Term.Group(
                kept.path("match").asString("").equals("any") ? Match.ANY : Match.ALL, List.copyOf(terms));
    }

    private static Term term(JsonNode kept) {
        if (kept.has("conditions")) {
            return group(kept);
        }
        if (kept.has("event")) {
            return new Term.Happened(
                    Term.Ending.valueOf(kept.required("event").stringValue().toUpperCase(Locale.ROOT)));
        }
        var field = kept.required("field").stringValue();
        var operator = kept.required("operator").stringValue();
        var value = kept.hasNonNull("value") ? kept.required("value").asString() : null;
        return Comparison.ofWord(operator)
                .<Term>map(comparison -> new Term.Compared(new NamedCondition(field, comparison, value)))
                .orElseGet(
                        () -> new Term.Changed(field, Term.Operator.valueOf(operator.toUpperCase(Locale.ROOT)), value));
    }
}
