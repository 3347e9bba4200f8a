package leadhub.webhooks.pages;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ValueKind;
import leadhub.leads.pages.CriterionLine;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import leadhub.web.input.LocalNumbers;
import leadhub.web.input.LocalNumbers.Reading;
import leadhub.web.input.Texts;
import tools.jackson.databind.node.ObjectNode;

/** Reads the conditions in the form of a webhook. Each line has controls of its own, told apart by its number. */
final class ConditionFormReader {
    private static final String FIELD = "field.";
    private static final String TYPED = "typed.";
    private static final String KEPT = "conditions_kept";

    private final Visit visit;
    private final List<ConditionField> fields;

    ConditionFormReader(Visit visit, List<ConditionField> fields) {
        this.visit = visit;
        this.fields = fields;
    }

    /** Whether conditions with groups stay as they are. */
    boolean areKept() {
        return !visit.field(KEPT).isEmpty();
    }

    void write(ObjectNode body) {
        var lines = numbers();
        if (areKept()) {
            return;
        }
        if (lines.isEmpty()) {
            body.putNull("conditions");
            return;
        }
        var group = body.putObject("conditions");
        group.put("match", visit.field("match").equals("any") ? "any" : "all");
        var list = group.putArray("conditions");
        for (var line : lines) {
            list.addObject()
                    .put("field", visit.field(FIELD + line))
                    .put("operator", visit.field("is." + line))
                    .put("value", value(line));
        }
    }

    /** Refuses what a program couldn't send: numbers that can't be read, and conditions beside those that are kept. */
    void check(Input input) {
        var lines = numbers();
        if (areKept() && !lines.isEmpty()) {
            input.reject(KEPT, Refusal.of("in"));
            return;
        }
        for (var i = 0; i < lines.size(); i++) {
            var path = "conditions.conditions." + i + ".value";
            int line = lines.get(i);
            switch (reading(line)) {
                case Reading.Two two -> input.reject(path, LocalNumbers.refusal(two));
                case Reading.None none when isNoDay(line) -> input.reject(path, Refusal.of("number"));
                case Reading.None none -> {}
                case Reading.One one -> {}
            }
        }
    }

    /** The lines as they were sent. */
    List<CriterionLine> lines() {
        return numbers().stream().map(this::line).toList();
    }

    private CriterionLine line(int number) {
        var field = visit.field(FIELD + number);
        if (field.isEmpty()) {
            return new CriterionLine(number, null, fields);
        }
        var row = WebhookForm.row(number, field, comparison(number), visit.field("value." + number), fields);
        return new CriterionLine(number, row.typed(visit.field(TYPED + number)), fields);
    }

    /** The numbers of the lines. One in which no field is chosen is a line too: left out, more would be sent than was asked for. */
    private List<Integer> numbers() {
        return visit.form().node().propertyNames().stream()
                .filter(name -> name.matches("field[.][1-9][0-9]{0,2}"))
                .map(name -> Integer.valueOf(name.substring(FIELD.length())))
                .sorted()
                .toList();
    }

    private Comparison comparison(int line) {
        return Comparison.ofWord(visit.field("is." + line)).orElse(Comparison.EQUALS);
    }

    private String value(int line) {
        if (!isNumber(line)) {
            return visit.field("value." + line);
        }
        return switch (reading(line)) {
            case Reading.One(var number) -> number.stripTrailingZeros().toPlainString();
            case Reading.None none when !isNoDay(line) -> typed(line);
            // Refused already, so that anything will do that isn't refused once more.
            case Reading.None none -> "1";
            case Reading.Two two -> "1";
        };
    }

    /** Whether a line has a number in the visitor's way, as the line's template decides. */
    private boolean isNumber(int line) {
        return !typed(line).isEmpty();
    }

    private String typed(int line) {
        return Texts.trim(visit.field(TYPED + line));
    }

    private Reading reading(int line) {
        return visit.page().numbers().read(typed(line), ConditionField.decimals(visit.field(FIELD + line)));
    }

    /** Texts are compared with days too. */
    private boolean isNoDay(int line) {
        var isText = fields.stream()
                .anyMatch(one -> one.name().equals(visit.field(FIELD + line)) && one.kind() == ValueKind.TEXT);
        return isNumber(line) && !(isText && typed(line).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"));
    }
}
