package leadhub.base;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The currencies that countries use, by their codes of ISO 4217. */
public final class Currencies {
    /** Where nothing else is known. */
    public static final String USUAL = "USD";

    /** All codes, in their order. */
    public static final List<String> CODES = Arrays.stream(Locale.getISOCountries())
            .map(Currencies::find)
            .flatMap(Optional::stream)
            .distinct()
            .sorted()
            .toList();

    private Currencies() {}

    /** The currency of a country by its code of ISO 3166. */
    public static String of(String country) {
        return find(country).orElse(USUAL);
    }

    /** The code as it is spelled, whatever the case; empty if there is none. */
    public static Optional<String> code(String word) {
        return Optional.of(word.toUpperCase(Locale.ROOT)).filter(CODES::contains);
    }

    private static Optional<String> find(String country) {
        @Nullable Currency currency = Currency.getInstance(Locale.of("", country));
        return Optional.ofNullable(currency).map(Currency::getCurrencyCode);
    }
}
