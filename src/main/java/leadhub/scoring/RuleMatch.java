package leadhub.scoring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import leadhub.api.Numbers;
import leadhub.base.Folding;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells whether a lead meets a rule. Text is compared without case and accents, numbers and days by what they are; of a
 * list, one entry is enough. An unchecked box counts as absent.
 */
@Component
class RuleMatch {
    private final Folding folding;

    RuleMatch(Folding folding) {
        this.folding = folding;
    }

    boolean meets(ScoredLead lead, RuleTerms rule) {
        var value = lead.value(rule.field());
        var wanted = rule.value() == null ? "" : rule.value();
        return switch (rule.operator()) {
            case EQUALS -> isEqual(value, wanted);
            case NOT_EQUALS -> !isEqual(value, wanted);
            case CONTAINS -> contains(value, wanted);
            case PRESENT -> isPresent(value);
            case ABSENT -> !isPresent(value);
            case GREATER -> compare(value, wanted) > 0;
            case LESS -> compare(value, wanted) < 0;
        };
    }

    private static boolean isPresent(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean isOn -> isOn;
            case String text -> !text.isBlank();
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    private boolean isEqual(@Nullable Object value, String wanted) {
        return switch (value) {
            case null -> false;
            case Boolean isOn -> isOn.toString().equals(wanted);
            case List<?> list -> list.stream().anyMatch(entry -> isEqual(entry, wanted));
            case BigDecimal number -> isSame(number, Numbers.of(wanted));
            case String text ->
                folding.fold(text).equals(folding.fold(wanted)) || isSame(Numbers.of(text), Numbers.of(wanted));
            default -> false;
        };
    }

    private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one != null && other != null && one.compareTo(other) == 0;
    }

    private boolean contains(@Nullable Object value, String wanted) {
        return switch (value) {
            case List<?> list -> list.stream().anyMatch(entry -> contains(entry, wanted));
            case String text -> folding.fold(text).contains(folding.fold(wanted));
            case BigDecimal number -> number.toPlainString().contains(wanted);
            case null, default -> false;
        };
    }

    /** 0 too for what can't be compared. */
    private static int compare(@Nullable Object value, String wanted) {
        var number =
                value instanceof BigDecimal decimal ? decimal : value instanceof String text ? Numbers.of(text) : null;
        var other = Numbers.of(wanted);
        if (number != null && other != null) {
            return number.compareTo(other);
        }
        var day = value instanceof String text ? day(text) : null;
        var otherDay = day(wanted);
        return day != null && otherDay != null ? day.compareTo(otherDay) : 0;
    }

    /** The day that a text begins with; null if it doesn't. */
    static @Nullable LocalDate day(String text) {
        if (!text.matches("\\d{4}-\\d\\d-\\d\\d.{0,40}")) {
            return null;
        }
        try {
            return LocalDate.parse(text.substring(0, 10));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
