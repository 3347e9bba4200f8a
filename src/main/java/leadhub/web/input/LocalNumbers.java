package leadhub.web.input;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.Precision;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** Numbers as people of one language write them: reads what they type, and prints. */
public final class LocalNumbers {
    /** No bound of decimals. */
    public static final int ANY = Integer.MAX_VALUE;

    private static final int MOST_CHARACTERS = 400;
    private static final int MOST_DECIMALS = 1_000;
    private static final int GROUP = 3;

    /** A sign, and the currency before or after the number: {@code -€ 12.50}, {@code 12,50 EUR}, {@code 5000円}. */
    private static final Pattern TYPED = Pattern.compile("(?<first>[+-]?) ?(?<before>[A-Z]{0,3}¤|[A-Z]{3})? ?"
            + "(?<second>[+-]?) ?(?<number>[.,٫]?[0-9][0-9.,٫٬' ]*) ?(?<after>[A-Z]{0,3}¤|[A-Z]{3}|[円元圓])?");

    private static final Pattern SEPARATOR = Pattern.compile("[.,٫٬' ]");
    /** Groups of three, or as in India: of two before the last one. */
    private static final Pattern GROUPED =
            Pattern.compile("[1-9][0-9]{0,2}(_[0-9]{3})+|[1-9][0-9]?(_[0-9]{2})+_[0-9]{3}");

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** Signs that mean one currency everywhere; {@code $}, {@code ¥} and others have several. */
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("€", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("₹", "INR"),
            Map.entry("₽", "RUB"),
            Map.entry("₩", "KRW"),
            Map.entry("₺", "TRY"),
            Map.entry("₴", "UAH"),
            Map.entry("₫", "VND"),
            Map.entry("₪", "ILS"),
            Map.entry("₱", "PHP"),
            Map.entry("₦", "NGN"),
            Map.entry("฿", "THB"),
            Map.entry("円", "JPY"),
            Map.entry("US$", "USD"),
            Map.entry("CN¥", "CNY"),
            Map.entry("JP¥", "JPY"));

    private static final Pattern MARK = Pattern.compile("[A-Z]{0,3}\\p{Sc}|[A-Z]{3}|円");

    private static final Map<Locale, LocalNumbers> ALL = new ConcurrentHashMap<>();

    private final Map<String, LocalizedNumberFormatter> money = new ConcurrentHashMap<>();
    private final Locale locale;
    private final char decimal;
    private final char group;

    private LocalNumbers(Locale locale) {
        this.locale = locale;
        var symbols = ((DecimalFormat) NumberFormat.getNumberInstance(locale)).getDecimalFormatSymbols();
        this.decimal = symbols.getDecimalSeparator();
        this.group = symbols.getGroupingSeparator();
    }

    /** Of one of the few languages that are spoken here. */
    public static LocalNumbers in(Locale locale) {
        return ALL.computeIfAbsent(locale, LocalNumbers::new);
    }

    /** What a text says. */
    public sealed interface Reading {
        /** One number. */
        record One(BigDecimal number) implements Reading {}

        /** One number or another: {@code 12.000} in English, where others mean twelve thousand. */
        record Two(BigDecimal grouped, BigDecimal decimal) implements Reading {}

        /** No number. */
        record None() implements Reading {}
    }

    /**
     * Reads what somebody typed, by the separators of the language. A decimal separator before exactly three digits is what
     * other languages put before thousands: it has two readings where there can't be so many decimals, or where the last one
     * is a zero, which nobody types and nothing prints.
     *
     * @param decimals how many there can be; {@link #ANY} number of them
     */
    public Reading read(String typed, int decimals) {
        var parts = TYPED.matcher(plain(typed));
        if (typed.length() > MOST_CHARACTERS
                || !parts.matches()
                || !isCurrency(parts.group("before"))
                || !isCurrency(parts.group("after"))) {
            return new Reading.None();
        }
        var sign = parts.group("first") + parts.group("second");
        var number = parts.group("number").strip();
        return sign.length() > 1 ? new Reading.None() : reading(sign, number, decimals);
    }

    /** The currency, by its code of ISO 4217, that stands beside a number and can be no other: {@code €5000}, {@code 12.50 CHF}. */
    public static Optional<String> currency(String typed) {
        return MARK.matcher(typed)
                .results()
                .map(found -> found.group())
                .map(mark -> CURRENCIES.contains(mark) ? mark : SIGNS.getOrDefault(mark, ""))
                .filter(code -> !code.isEmpty())
                .findFirst();
    }

    /** Why a text with two readings is refused. */
    public static Refusal refusal(Reading.Two two) {
        return Refusal.of("number.two_readings").with("grouped", two.grouped()).with("decimal", two.decimal());
    }

    /**
     * Why what somebody typed isn't taken for a number; empty if it is one, if it is empty, or if it is a day, with which
     * numbers' places compare texts too.
     */
    public Optional<Refusal> refusal(String typed, int decimals) {
        return switch (read(typed, decimals)) {
            case Reading.One one -> Optional.empty();
            case Reading.Two two -> Optional.of(refusal(two));
            case Reading.None none -> {
                var text = Texts.trim(typed);
                yield text.isEmpty() || DAY.matcher(text).matches()
                        ? Optional.empty()
                        : Optional.of(Refusal.of("number"));
            }
        };
    }

    /** The number in a text as programs write it; the text where it isn't one number. */
    public String toPlain(String typed, int decimals) {
        return read(typed, decimals) instanceof Reading.One(var number)
                ? number.stripTrailingZeros().toPlainString()
                : typed;
    }

    /** The number with all its decimals. */
    public String print(BigDecimal number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(Math.clamp(number.stripTrailingZeros().scale(), 0, MOST_DECIMALS));
        return format.format(number);
    }

    /** The same with its currency; whole amounts without decimals, others with two. */
    public String printMoney(BigDecimal amount, String currency) {
        var decimals = amount.stripTrailingZeros().scale() <= 0 ? 0 : 2;
        return money.computeIfAbsent(
                        currency + decimals,
                        key -> NumberFormatter.withLocale(locale)
                                .unit(com.ibm.icu.util.Currency.getInstance(currency))
                                .precision(Precision.fixedFraction(decimals)))
                .format(amount)
                .toString();
    }

    /** One spelling of digits, signs, separators and currencies, whatever the keyboard. */
    private static String plain(String typed) {
        var text = new StringBuilder();
        Texts.trim(typed).codePoints().forEach(c -> {
            var type = Character.getType(c);
            if (type == Character.DECIMAL_DIGIT_NUMBER) {
                text.append((char) ('0' + Character.digit(c, 10)));
            } else if (type == Character.CURRENCY_SYMBOL) {
                text.append('¤');
            } else if (Character.isSpaceChar(c) || Character.isWhitespace(c)) {
                text.append(' ');
            } else if (type != Character.FORMAT) {
                text.appendCodePoint(same(c));
            }
        });
        return text.toString().strip();
    }

    private static int same(int c) {
        return switch (c) {
            case '．' -> '.';
            case '，', '،' -> ',';
            case '’', '＇' -> '\'';
            case '＋' -> '+';
            case '－', '−', '﹣', '‐', '–' -> '-';
            default -> c;
        };
    }

    private static boolean isCurrency(@Nullable String sign) {
        return sign == null || !sign.matches("[A-Z]{3}") || CURRENCIES.contains(sign);
    }

    private Reading reading(String sign, String number, int decimals) {
        var separators = SEPARATOR
                .matcher(number)
                .results()
                .map(found -> found.group().charAt(0))
                .toList();
        var parts = Arrays.asList(SEPARATOR.split(number, -1));
        if (separators.isEmpty()) {
            return new Reading.One(value(sign, number, ""));
        }
        var last = separators.getLast();
        var grouped = isGrouped(parts, separators) ? value(sign, String.join("", parts), "") : null;
        var fraction = parts.getLast();
        var before = parts.subList(0, parts.size() - 1);
        var isDecimal = !fraction.isEmpty()
                && ".,٫".indexOf(last) >= 0
                && separators.indexOf(last) == separators.size() - 1
                && (before.size() == 1 || isGrouped(before, separators.subList(0, separators.size() - 1)));
        var fractional = isDecimal ? value(sign, String.join("", before), fraction) : null;
        if (grouped != null && fractional != null) {
            if (last == group) {
                return new Reading.One(grouped);
            }
            return last == decimal && decimals >= GROUP && !fraction.endsWith("0")
                    ? new Reading.One(fractional)
                    : new Reading.Two(grouped, fractional);
        }
        if (grouped != null) {
            return new Reading.One(grouped);
        }
        return fractional == null || isMistyped(last, before, fraction)
                ? new Reading.None()
                : new Reading.One(fractional);
    }

    /** A separator of groups that doesn't make any: people who mean a decimal type one or two digits behind it. */
    private boolean isMistyped(char last, List<String> before, String fraction) {
        return last == group && fraction.length() >= GROUP && !before.getFirst().equals("0");
    }

    private static boolean isGrouped(List<String> parts, List<Character> separators) {
        return separators.stream().distinct().count() == 1
                && separators.getFirst() != '٫'
                && GROUPED.matcher(String.join("_", parts)).matches();
    }

    private static BigDecimal value(String sign, String whole, String fraction) {
        return new BigDecimal(sign + (whole.isEmpty() ? "0" : whole) + (fraction.isEmpty() ? "" : "." + fraction));
    }
}
