package leadhub.web.input;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads numbers: JSON's own, and text that is one. */
public final class Numbers {
    /** 2^53 - 1, the last whole number that JavaScript tells from the next one. */
    public static final long LAST_OF_JAVASCRIPT = 9_007_199_254_740_991L;

    private Numbers() {}

    /** The value as a number; null if it isn't one. */
    public static @Nullable BigDecimal of(JsonNode value) {
        if (value.isNumber()) {
            return bounded(value.decimalValue());
        }
        return value.isString() ? of(value.stringValue()) : null;
    }

    /** The text as a number; null if it isn't one. */
    public static @Nullable BigDecimal of(String value) {
        var text = Texts.trim(value);
        return text.matches("[+-]?\\d{1,400}(\\.\\d{1,400})?") ? bounded(new BigDecimal(text)) : null;
    }

    /** A number with a monstrous exponent would take forever to print; it is out of every range anyway. */
    private static BigDecimal bounded(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        var magnitude = (long) number.precision() - number.scale();
        if (magnitude > 400) {
            return BigDecimal.valueOf(number.signum()).scaleByPowerOfTen(400);
        }
        return number.scale() > 1000 ? BigDecimal.valueOf(number.signum()).scaleByPowerOfTen(-1000) : number;
    }
}
