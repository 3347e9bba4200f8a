package leadhub.imports.files;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import leadhub.base.Refusal;
import leadhub.web.input.LocalNumbers;
import leadhub.web.input.LocalNumbers.Reading;
import org.jspecify.annotations.Nullable;

/** Numbers in cells: what stands before decimals is a point or a comma, and a column has the same everywhere. */
final class CellNumbers {
    private static final LocalNumbers POINT = LocalNumbers.in(Locale.ENGLISH);
    private static final LocalNumbers COMMA = LocalNumbers.in(Locale.GERMAN);
    /** What looks like one at all, with a currency before or after. */
    private static final Pattern LIKE = Pattern.compile("[^0-9]{0,5}[0-9][0-9.,' \u00a0\u202f]*[^0-9]{0,5}");

    private static final int MOST_SIMPLE = 18;
    private static final Pattern SCIENTIFIC = Pattern.compile("-?[0-9](?:[.,][0-9]+)?[eE][+-]?[0-9]{1,3}");
    private static final int MOST_DIGITS = 400;

    private CellNumbers() {}

    /** A number, or why it isn't one. */
    record Read(@Nullable String plain, @Nullable Refusal refusal) {}

    /** As programs write it, unless it would be monstrously long. */
    static String plain(BigDecimal number) {
        var isMonstrous =
                Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS || number.scale() > MOST_DIGITS;
        return isMonstrous ? number.toString() : number.toPlainString();
    }

    static boolean isScientific(String text) {
        return SCIENTIFIC.matcher(text).matches();
    }

    /** A text that is no number stays as it is, for others to refuse. */
    static Read read(String text, @Nullable Character decimal) {
        var simple = simple(text, decimal);
        if (simple != null) {
            return new Read(simple, null);
        }
        var point = POINT.read(text, LocalNumbers.ANY);
        var comma = COMMA.read(text, LocalNumbers.ANY);
        if (decimal != null) {
            var own = number(decimal == ',' ? comma : point, decimal);
            var found = own.or(() -> number(decimal == ',' ? point : comma, decimal));
            return new Read(found.orElse(text), null);
        }
        var one = number(point, '.');
        var other = number(comma, ',');
        if (one.isPresent() && other.isPresent() && !one.equals(other)) {
            var isGroupedByComma = text.indexOf(',') >= 0;
            return new Read(
                    null,
                    Refusal.of("number.two_readings")
                            .with("grouped", new BigDecimal((isGroupedByComma ? one : other).get()))
                            .with("decimal", new BigDecimal((isGroupedByComma ? other : one).get())));
        }
        return new Read(one.or(() -> other).orElse(text), null);
    }

    /** What nearly all numbers are: digits, perhaps with decimals. Null for others, and for those with two readings. */
    private static @Nullable String simple(String text, @Nullable Character decimal) {
        var at = -1;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c == '.' || c == ',') && at < 0 && i > 0) {
                at = i;
            } else if (c < '0' || c > '9') {
                return null;
            }
        }
        if (text.isEmpty() || text.length() > MOST_SIMPLE || at == text.length() - 1) {
            return null;
        }
        if (at < 0) {
            return text;
        }
        var isLikeThousands = text.length() - at - 1 >= 3;
        return isLikeThousands && (decimal == null || decimal != text.charAt(at))
                ? null
                : text.substring(0, at) + '.' + text.substring(at + 1);
    }

    private static Optional<String> number(Reading reading, char decimal) {
        return switch (reading) {
            case Reading.One(var number) -> Optional.of(plain(number.stripTrailingZeros()));
            case Reading.Two two -> Optional.of(plain(two.decimal().stripTrailingZeros()));
            case Reading.None none -> Optional.empty();
        };
    }

    /** What stands before the decimals of a number beyond doubt; null if there are none, or it can be read in two ways. */
    static @Nullable Character decimal(String text) {
        var lastPoint = text.lastIndexOf('.');
        var lastComma = text.lastIndexOf(',');
        if (lastPoint < 0 && lastComma < 0
                || text.length() > 40
                || !LIKE.matcher(text).matches()) {
            return null;
        }
        var last = lastPoint > lastComma ? '.' : ',';
        var other = last == '.' ? lastComma : lastPoint;
        var at = Math.max(lastPoint, lastComma);
        if (text.indexOf(last) != at) {
            return other < 0 ? (last == '.' ? ',' : '.') : null;
        }
        if (other >= 0) {
            return last;
        }
        var digits = 0;
        while (at + 1 + digits < text.length() && Character.isDigit(text.charAt(at + 1 + digits))) {
            digits++;
        }
        return digits == 3 && at > 0 && text.charAt(at - 1) != '0' || digits == 0 ? null : last;
    }

    /** Whether it has few enough letters, which most texts haven't; a pattern takes ten times as long to say so. */
    private static boolean mayBeOne(String text) {
        var others = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            others += Character.isLetter(c) || c == '@' ? 1 : 0;
            if (others > 6) {
                return false;
            }
        }
        return true;
    }
}
