package leadhub.panel;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.TimeZoneNames;
import com.ibm.icu.util.TimeZone;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import leadhub.base.Currencies;
import org.jspecify.annotations.Nullable;

/** Countries and time zones with their names in a language, sorted by its rules. */
public final class RegionChoices {
    private static final Map<Locale, List<Choice>> COUNTRIES = new ConcurrentHashMap<>();
    private static final Map<Locale, List<Choice>> CURRENCIES = new ConcurrentHashMap<>();
    private static final Map<Locale, List<Choice>> TIME_ZONES = new ConcurrentHashMap<>();

    private RegionChoices() {}

    /** A choice and its name. */
    public record Choice(String value, String label) {}

    /** All countries of ISO 3166. */
    public static List<Choice> countries(Locale locale) {
        return COUNTRIES.computeIfAbsent(
                locale,
                language -> sorted(
                        language,
                        Arrays.stream(Locale.getISOCountries())
                                .map(code -> new Choice(code, country(code, language)))));
    }

    /** All currencies by their codes. */
    public static List<Choice> currencies(Locale locale) {
        return CURRENCIES.computeIfAbsent(
                locale,
                language -> Currencies.CODES.stream()
                        .map(code -> new Choice(
                                code, code + " – " + Currency.getInstance(code).getDisplayName(language)))
                        .toList());
    }

    /** UTC, and the time zones of all countries by country and city. One that isn't among them comes first. */
    public static List<Choice> timeZones(Locale locale, String present) {
        var usual = TIME_ZONES.computeIfAbsent(locale, RegionChoices::timeZones);
        if (usual.stream().anyMatch(zone -> zone.value().equals(present))) {
            return usual;
        }
        var all = new ArrayList<>(List.of(new Choice(present, present)));
        all.addAll(usual);
        return all;
    }

    private static List<Choice> timeZones(Locale locale) {
        var names = TimeZoneNames.getInstance(locale);
        var known = ZoneId.getAvailableZoneIds();
        var all = new ArrayList<>(List.of(new Choice("UTC", "UTC")));
        all.addAll(sorted(
                locale,
                TimeZone.getAvailableIDs(TimeZone.SystemTimeZoneType.CANONICAL_LOCATION, null, null).stream()
                        .filter(id -> known.contains(iana(id)))
                        .map(id -> new Choice(
                                iana(id),
                                country(TimeZone.getRegion(id), locale) + " – "
                                        + city(names.getExemplarLocationName(id), id)))));
        return List.copyOf(all);
    }

    /** ICU keeps names such as Asia/Calcutta, which nobody would look for. */
    private static String iana(String id) {
        return TimeZone.getIanaID(id);
    }

    private static String city(@Nullable String name, String id) {
        return name == null ? id : name;
    }

    private static String country(String code, Locale locale) {
        return Locale.of("", code).getDisplayCountry(locale);
    }

    private static List<Choice> sorted(Locale locale, java.util.stream.Stream<Choice> choices) {
        var collator = Collator.getInstance(locale);
        return choices.sorted(Comparator.comparing(Choice::label, collator::compare))
                .toList();
    }
}
