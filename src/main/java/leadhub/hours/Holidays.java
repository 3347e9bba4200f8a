package leadhub.hours;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import leadhub.panel.RegionChoices.Choice;
import org.springframework.stereotype.Component;

/** Public holidays of countries and their parts, such as {@code de} and {@code de-by}; all of them are Jollyday's. */
@Component
public class Holidays {
    private static final Set<String> COUNTRIES = new TreeSet<>(HolidayManager.getSupportedCalendarCodes());

    private final Map<Locale, List<Choice>> choices = new ConcurrentHashMap<>();

    /** A day off and what it is called. */
    public record Named(LocalDate day, String name) {}

    boolean isHoliday(String region, LocalDate day) {
        return manager(region).isHoliday(day, parts(region));
    }

    /** Those of a region from a day on, the first of them. */
    List<Named> next(String region, LocalDate from, int most, Locale locale) {
        return manager(region).getHolidays(from, from.plusYears(1), parts(region)).stream()
                .sorted(Comparator.comparing(Holiday::getDate))
                .limit(most)
                .map(one -> new Named(one.getDate(), one.getDescription(locale)))
                .toList();
    }

    /** Whether its holidays are known. */
    boolean isKnown(String region) {
        return choices(Locale.ENGLISH).stream().anyMatch(one -> one.value().equals(region));
    }

    /** All regions by their names. */
    List<Choice> choices(Locale locale) {
        return choices.computeIfAbsent(
                locale,
                language -> COUNTRIES.stream()
                        .filter(code -> code.matches("[A-Za-z]{2}"))
                        .map(code -> code.toLowerCase(Locale.ROOT))
                        .distinct()
                        .flatMap(code -> country(code, language))
                        .toList());
    }

    private static Stream<Choice> country(String code, Locale locale) {
        var name = Locale.of("", code.toUpperCase(Locale.ROOT)).getDisplayCountry(locale);
        var hierarchy = manager(code).getCalendarHierarchy();
        var parts = hierarchy.getChildren().values().stream()
                .map(part -> new Choice(code + "-" + part.getId(), name + " – " + name(part, locale)))
                .sorted(Comparator.comparing(Choice::label));
        return Stream.concat(Stream.of(new Choice(code, name)), parts);
    }

    private static String name(CalendarHierarchy part, Locale locale) {
        return Optional.ofNullable(part.getDescription(locale))
                .filter(name -> !name.isBlank() && !name.equals("undefined"))
                .orElse(part.getId());
    }

    private static HolidayManager manager(String region) {
        return HolidayManager.getInstance(ManagerParameters.create(region.split("-", 2)[0]));
    }

    private static String[] parts(String region) {
        var parts = region.split("-", 2);
        return parts.length == 1 ? new String[0] : new String[] {parts[1]};
    }
}
