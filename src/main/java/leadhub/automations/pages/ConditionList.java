package leadhub.automations.pages;

import java.util.ArrayList;
import java.util.List;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionField;
import leadhub.leads.lists.CriterionRow;
import leadhub.leads.pages.CriterionLine;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A list of conditions in the builder.
 *
 * @param key whose it is, see {@link BuilderFormReader}
 * @param number its lines are numbered from a hundred times this on
 * @param path of the object that has them, as the API spells it
 * @param events what is to happen to a lead, beside the lines
 */
public record ConditionList(String key, int number, String path, boolean isAny, List<Line> lines, List<String> events) {
    /**
     * A line.
     *
     * @param criterion its controls; null for one that the form can only show
     * @param term as it is kept
     * @param index among the conditions of the list
     */
    public record Line(int number, @Nullable CriterionLine criterion, JsonNode term, int index) {}

    public static ConditionList of(String key, int number, JsonNode object, String path, List<ConditionField> fields) {
        var lines = new ArrayList<Line>();
        var events = new ArrayList<String>();
        var terms = object.path("conditions");
        for (var i = 0; i < terms.size(); i++) {
            var term = terms.get(i);
            if (key.equals("x")
                    && ConditionsReader.EVENTS.contains(term.path("event").asString(""))) {
                events.add(term.required("event").stringValue());
            } else {
                lines.add(line(number * ConditionsReader.ROOM + lines.size() + 1, term, i, fields));
            }
        }
        return new ConditionList(key, number, path, isAny(key, object), lines, events);
    }

    /** Any of several ends a run, unless somebody wants all. */
    private static boolean isAny(String key, JsonNode object) {
        return object.path("match").asString(key.equals("x") ? "any" : "all").equals("any");
    }

    private static Line line(int number, JsonNode term, int index, List<ConditionField> fields) {
        var comparison = Comparison.ofWord(term.path("operator").asString(""));
        if (comparison.isEmpty() || !term.path("field").isString()) {
            return new Line(number, null, term, index);
        }
        var name = term.required("field").stringValue();
        if (name.isEmpty()) {
            return new Line(number, new CriterionLine(number, null, fields), term, index);
        }
        var known = fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseGet(() -> ConditionField.gone(name));
        var row = CriterionRow.of(
                        number, known, comparison.get(), term.path("value").asString(""))
                .typed(term.path("typed").asString(""));
        return new Line(number, new CriterionLine(number, row, fields), term, index);
    }

    public String group() {
        return number + ":" + key;
    }

    public static List<String> possibleEvents() {
        return ConditionsReader.EVENTS;
    }

    public boolean has(String event) {
        return events.contains(event);
    }

    /** The number above which its lines are. */
    public int above() {
        return number * ConditionsReader.ROOM;
    }

    public String domId() {
        return "conditions-" + number;
    }
}
