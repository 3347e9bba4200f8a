package leadhub.scoring;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionField;
import leadhub.panel.Page;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;

/** The fields of a rule's form, as typed. */
public record RuleText(String name, String field, String operator, String value, String points, boolean active) {
    private static final int USUAL_POINTS = 10;

    static RuleText empty(Page page) {
        return new RuleText("", "country", Comparison.EQUALS.word(), "", page.number(USUAL_POINTS), true);
    }

    /** @param field what the rule compares; null if there is none any more */
    static RuleText of(RuleTerms terms, @Nullable ConditionField field, Page page) {
        var value = terms.value() == null ? "" : terms.value();
        return new RuleText(
                terms.name(),
                terms.field(),
                terms.operator().word(),
                field != null && field.takesNumber(terms.operator()) ? page.numberIn(value) : value,
                page.number(terms.points()),
                terms.active());
    }

    static RuleText of(Visit visit) {
        return new RuleText(
                visit.field("name"),
                visit.field("field"),
                visit.field("operator"),
                visit.field("value"),
                visit.field("points"),
                visit.field("active").equals("1"));
    }

    /** Reads it; format errors are collected in the visit's form. */
    static RuleTerms read(Visit visit, List<ConditionField> fields) {
        var form = visit.form();
        var name = form.solidText("name", ScoringRule.MOST_CHARACTERS);
        var field = form.solidText("field", ScoringRule.MOST_CHARACTERS);
        var value = form.text("value", ScoringRule.MOST_CHARACTERS);
        var points = form.integer("points").over(null);
        var active = form.bool("active").over(true);
        form.require("name");
        form.require("field");
        form.require("points");
        var operator = Comparison.ofWord(visit.field("operator"));
        if (operator.isEmpty()) {
            form.reject("operator", Refusal.of("invalid"));
        }
        return new RuleTerms(
                name.over(""),
                field.over(""),
                operator.orElse(Comparison.EQUALS),
                plain(visit, fields, field.over(""), operator.orElse(Comparison.EQUALS), value.over(null)),
                points == null ? 0 : Math.clamp(points, Short.MIN_VALUE, Short.MAX_VALUE),
                Boolean.TRUE.equals(active));
    }

    /** A number as programs write it; it is read in the visitor's way where the field compares with one. */
    private static @Nullable String plain(
            Visit visit, List<ConditionField> fields, String name, Comparison operator, @Nullable String typed) {
        var takesNumber = fields.stream().anyMatch(field -> field.name().equals(name) && field.takesNumber(operator));
        if (typed == null || !takesNumber) {
            return typed;
        }
        var numbers = visit.page().numbers();
        var decimals = ConditionField.decimals(name);
        numbers.refusal(typed, decimals).ifPresent(refusal -> visit.form().reject("value", refusal));
        return numbers.toPlain(typed, decimals);
    }
}
