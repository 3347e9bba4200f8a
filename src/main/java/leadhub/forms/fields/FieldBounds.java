package leadhub.forms.fields;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import leadhub.base.Refusal;
import leadhub.conditions.Values;
import leadhub.web.input.Input;
import leadhub.web.input.Numbers;
import org.jspecify.annotations.Nullable;

/** The smallest and largest value of a field, or how many choices it takes at least and at most. */
final class FieldBounds {
    /** So many days from today: {@code today}, {@code today+30}, {@code today-6570}. */
    private static final Pattern RELATIVE = Pattern.compile("today(?:([+-][0-9]{1,5}))?");

    private static final BigDecimal MOST = BigDecimal.TEN.pow(15);

    private FieldBounds() {}

    /** As text; null for none, and for what is refused. */
    static @Nullable String read(Input input, String name, FieldType type) {
        var value = input.node().get(name);
        if (value == null
                || value.isNull()
                || value.isString() && value.stringValue().isBlank()) {
            return null;
        }
        if (!type.isBounded()) {
            return input.reject(name, Refusal.of("invalid"));
        }
        if (type == FieldType.DATE) {
            var text = value.isString() ? value.stringValue().strip() : "";
            return Values.isDay(text) || RELATIVE.matcher(text).matches()
                    ? text
                    : input.reject(name, Refusal.of("date"));
        }
        var number = Numbers.of(value);
        if (number == null) {
            return input.reject(name, Refusal.of("number"));
        }
        if (type == FieldType.MULTI_SELECT
                && (number.signum() < 0 || number.stripTrailingZeros().scale() > 0)) {
            return input.reject(name, Refusal.of("integer"));
        }
        return number.abs().compareTo(MOST) >= 0
                ? input.reject(name, Refusal.of("digits").with("max", 15))
                : number.toPlainString();
    }

    /** Refuses a largest value below the smallest. */
    static void checkOrder(Input input, FieldType type, @Nullable String min, @Nullable String max) {
        if (min == null || max == null) {
            return;
        }
        var isWrong = type == FieldType.DATE
                ? isDated(min) && isDated(max) && min.compareTo(max) > 0
                : new BigDecimal(min).compareTo(new BigDecimal(max)) > 0;
        if (isWrong) {
            input.reject("max", Refusal.of("invalid"));
        }
    }

    private static boolean isDated(String text) {
        return !text.startsWith("today");
    }

    /** The day that a bound means today. */
    static LocalDate day(String bound, LocalDate today) {
        var relative = RELATIVE.matcher(bound);
        if (!relative.matches()) {
            return LocalDate.parse(bound);
        }
        try {
            return relative.group(1) == null ? today : today.plusDays(Integer.parseInt(relative.group(1)));
        } catch (DateTimeException e) {
            return today;
        }
    }
}
