package leadhub.conditions;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import leadhub.base.Folding;
import org.jspecify.annotations.Nullable;

/** Evaluates a condition for the values of a field, leaving out a negation. */
final class ConditionMatcher {
    private ConditionMatcher() {}

    /** Whether any of a field's values matches. */
    static boolean any(@Nullable Object value, Predicate<Object> one) {
        return switch (value) {
            case null -> false;
            case List<?> list -> list.stream().anyMatch(one);
            default -> one.test(value);
        };
    }

    static Predicate<Object> of(Condition condition, Folding folding, Today today) {
        var kind = condition.field().kind();
        return switch (condition.comparison().affirmed()) {
            case PRESENT -> ConditionMatcher::isPresent;
            case CONTAINS -> {
                var wanted = folding.fold(condition.value());
                yield value -> folding.fold(text(value)).contains(wanted);
            }
            case EQUALS ->
                switch (kind) {
                    case YES_NO -> ConditionMatcher::isYes;
                    case TIME, DAY -> onDays(condition, today);
                    case TEXT, CHOICE, OPTIONAL_CHOICE, CHOICES, WORDS, NUMBER -> equal(condition.value(), folding);
                };
            case GREATER -> kind.isInTime() ? onDays(condition, today) : compared(condition.value(), sign -> sign > 0);
            case LESS -> kind.isInTime() ? onDays(condition, today) : compared(condition.value(), sign -> sign < 0);
            case LAST, OLDER, NEXT -> onDays(condition, today);
            case NOT_EQUALS, NOT_CONTAINS, ABSENT -> throw new IllegalStateException("It has been affirmed.");
        };
    }

    private static boolean isPresent(Object value) {
        return switch (value) {
            case Boolean isOn -> isOn;
            case String text -> !Values.isBlank(text);
            default -> true;
        };
    }

    private static boolean isYes(Object value) {
        var text = text(value);
        return text.equals("true") || text.equals("1");
    }

    private static Predicate<Object> equal(String value, Folding folding) {
        var wanted = folding.fold(value);
        var number = Values.number(value);
        return one -> folding.fold(text(one)).equals(wanted) || number != null && isSame(number(one), number);
    }

    private static boolean isSame(@Nullable BigDecimal one, BigDecimal other) {
        return one != null && one.compareTo(other) == 0;
    }

    private static Predicate<Object> compared(String wanted, IntPredicate isRight) {
        var wantedNumber = Values.number(wanted);
        if (wantedNumber != null) {
            return value -> {
                var number = number(value);
                return number != null && isRight.test(number.compareTo(wantedNumber));
            };
        }
        var wantedDay = Values.dayText(wanted);
        return value -> {
            var day = wantedDay == null ? null : Values.dayText(text(value));
            return day != null && isRight.test(day.compareTo(wantedDay));
        };
    }

    private static Predicate<Object> onDays(Condition condition, Today today) {
        var days = condition.days(today).orElse(null);
        if (days == null) {
            return value -> false;
        }
        var from = days.from(today.zone());
        var until = days.until(today.zone());
        var first = days.firstText();
        var last = days.lastText();
        return value -> {
            if (value instanceof Instant instant) {
                return (from == null || !instant.isBefore(from)) && (until == null || instant.isBefore(until));
            }
            var day = Values.dayText(text(value));
            return day != null
                    && (first == null || day.compareTo(first) >= 0)
                    && (last == null || day.compareTo(last) <= 0);
        };
    }

    private static @Nullable BigDecimal number(Object value) {
        return value instanceof BigDecimal number ? number : Values.number(text(value));
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
