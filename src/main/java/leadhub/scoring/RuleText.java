package leadhub.scoring;

import leadhub.base.Refusal;
import leadhub.conditions.Comparison;
import leadhub.panel.Visit;

/** The fields of a rule's form, as typed. */
public record RuleText(String name, String field, String operator, String value, String points, boolean active) {
    static final RuleText EMPTY = new RuleText("", "country", Comparison.EQUALS.word(), "", "10", true);

    static RuleText of(RuleTerms terms) {
        return new RuleText(
                terms.name(),
                terms.field(),
                terms.operator().word(),
                terms.value() == null ? "" : terms.value(),
                Integer.toString(terms.points()),
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
    static RuleTerms read(Visit visit) {
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
                value.over(null),
                points == null ? 0 : Math.clamp(points, Short.MIN_VALUE, Short.MAX_VALUE),
                Boolean.TRUE.equals(active));
    }
}
