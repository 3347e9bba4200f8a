package leadhub.automations.pages;

import java.util.List;
import leadhub.base.Json;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionField;
import leadhub.panel.Visit;
import leadhub.web.input.LocalNumbers.Reading;
import leadhub.web.input.Texts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the lists of conditions in the builder's form. The lines of the third list are numbered from 301 on. */
public final class ConditionsReader {
    /** How many lines a list has room for. */
    static final int ROOM = 100;

    /** What can happen to a lead, in the order in which it is asked. */
    static final List<String> EVENTS = List.of("won", "lost", "replied", "unsubscribed");

    private final Visit visit;
    private final List<ConditionField> fields;

    public ConditionsReader(Visit visit, List<ConditionField> fields) {
        this.visit = visit;
        this.fields = fields;
    }

    /** Into the object that has {@code match} and {@code conditions} itself. */
    public void write(int group, ObjectNode into) {
        into.put("match", visit.field("match." + group).equals("any") ? "any" : "all");
        lines(group, into.putArray("conditions"));
    }

    /** As a member that is there only if there are conditions. */
    void writeOptional(int group, ObjectNode into, String member) {
        var written = Json.MAPPER.createObjectNode();
        write(group, written);
        if (written.required("conditions").isEmpty()) {
            into.remove(member);
        } else {
            into.set(member, written);
        }
    }

    /** With what can happen to a lead beside them. */
    void writeExit(int group, ObjectNode body) {
        var written = Json.MAPPER.createObjectNode();
        written.put("match", visit.field("match." + group).equals("all") ? "all" : "any");
        var list = written.putArray("conditions");
        for (var event : EVENTS) {
            if (!visit.field("event." + event).isEmpty()) {
                list.addObject().put("event", event);
            }
        }
        lines(group, list);
        if (list.isEmpty()) {
            body.putNull("exit_when");
        } else {
            body.set("exit_when", written);
        }
    }

    private void lines(int group, ArrayNode into) {
        visit.form().node().propertyNames().stream()
                .filter(name -> name.matches("(field|kept)[.][1-9][0-9]{2,4}"))
                .map(name -> Integer.valueOf(name.substring(name.indexOf('.') + 1)))
                .filter(line -> line / ROOM == group)
                .sorted()
                .distinct()
                .forEach(line -> into.add(line(line)));
    }

    private JsonNode line(int line) {
        var kept = visit.field("kept." + line);
        return kept.isEmpty() ? compared(line) : kept(kept);
    }

    /** What the form only shows comes back as it was. */
    private static JsonNode kept(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private ObjectNode compared(int line) {
        var name = visit.field("field." + line);
        var term = Json.MAPPER.createObjectNode().put("field", name);
        var operator = operator(name, visit.field("is." + line));
        term.put("operator", operator);
        if (!Comparison.ofWord(operator).map(Comparison::takesValue).orElse(true)) {
            return term;
        }
        var typed = Texts.trim(visit.field("typed." + line));
        if (typed.isEmpty()) {
            return term.put("value", visit.field("value." + line));
        }
        return switch (visit.page().numbers().read(typed, ConditionField.decimals(name))) {
            case Reading.One(var number) ->
                term.put("value", number.stripTrailingZeros().toPlainString());
            case Reading.None none -> term.put("value", typed);
            case Reading.Two two -> term.put("value", typed).put("typed", typed);
        };
    }

    /** The field's usual one where none was chosen yet. */
    private String operator(String field, String chosen) {
        if (!chosen.isEmpty()) {
            return chosen;
        }
        return fields.stream()
                .filter(one -> one.name().equals(field))
                .findFirst()
                .map(one -> one.kind().comparisons().getFirst().word())
                .orElse("equals");
    }
}
