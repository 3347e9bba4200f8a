package leadhub.conditions;

import java.util.Optional;
import java.util.function.Predicate;
import leadhub.base.Folding;

/**
 * A field compared with a value. Texts are compared regardless of case and accents, numbers and days by value; of
 * several values in a field one match is enough, and a negation matches an empty field. Lists of leads evaluate the same in SQL.
 *
 * @param value {@code ""} where the comparison takes none
 */
public record Condition(ConditionField field, Comparison comparison, String value) {
    /** A hundred years. */
    private static final int MOST_DAYS = 36_500;

    /** The condition; empty if the field doesn't support the comparison or the value. */
    public static Optional<Condition> of(ConditionField field, Comparison comparison, String typed) {
        if (!field.kind().allows(comparison)) {
            return Optional.empty();
        }
        var value = !comparison.takesValue() ? Optional.of("") : fitting(field, comparison, typed);
        return value.map(fits -> new Condition(field, comparison, fits));
    }

    private static Optional<String> fitting(ConditionField field, Comparison comparison, String typed) {
        var value = Optional.of(typed).filter(text -> !text.isEmpty());
        if (comparison.movesWithTime()) {
            return value.filter(text -> text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= MOST_DAYS);
        }
        var comesBeforeOrAfter = comparison == Comparison.GREATER || comparison == Comparison.LESS;
        return switch (field.kind()) {
            case TEXT -> value.filter(text -> !comesBeforeOrAfter || Values.isNumber(text) || Values.isDay(text));
            case CHOICE, OPTIONAL_CHOICE, CHOICES ->
                value.filter(text -> !field.isOfIds() || text.matches("[0-9]{1,18}"));
            case WORDS -> value;
            case NUMBER -> value.filter(Values::isNumber);
            case TIME, DAY -> value.filter(Values::isDay);
            case YES_NO ->
                switch (typed) {
                    case "true", "1" -> Optional.of("true");
                    case "false", "0" -> Optional.of("false");
                    default -> Optional.empty();
                };
        };
    }

    /** Whether it matches whatever doesn't match with {@link Comparison#affirmed}; an unset checkbox counts as false. */
    public boolean isNegative() {
        return comparison.isNegative() != (field.kind() == ValueKind.YES_NO && value.equals("false"));
    }

    /** The range of days it matches; empty if its value isn't a day. */
    public Optional<Days> days(Today today) {
        var isKnown = comparison.movesWithTime() ? value.matches("[0-9]{1,5}") : Values.isDay(value);
        return isKnown ? Optional.of(Days.of(comparison.affirmed(), value, today.day())) : Optional.empty();
    }

    /** A matcher that evaluates it for one lead after another. */
    public Predicate<Facts> met(Folding folding, Today today) {
        var one = ConditionMatcher.of(this, folding, today);
        Predicate<Facts> any = facts -> ConditionMatcher.any(facts.value(field.name()), one);
        return isNegative() ? any.negate() : any;
    }

    /** The same for one that doesn't move with time and looks at no instant, so that no day need be known. */
    public Predicate<Facts> met(Folding folding) {
        return met(folding, Today.NEVER);
    }
}
