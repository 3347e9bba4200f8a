package leadhub.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.api.Scope;
import leadhub.apikeys.KeyDialect;
import leadhub.base.Role;

/** How the words of a command line are read. */
final class Arguments {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Arguments() {}

    static String timeZone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new UsageException("There is no time zone " + text + ": give one such as Europe/Berlin or UTC.");
        }
        return text;
    }

    static String country(String text) {
        var country = text.toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            throw new UsageException("There is no country " + text + ": give two letters such as DE or US.");
        }
        return country;
    }

    static Role role(String text) {
        return Role.ofWord(text)
                .orElseThrow(() -> new UsageException("There is no role " + text + ": give one of "
                        + Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", ")) + "."));
    }

    static KeyDialect dialect(String text) {
        return Arrays.stream(KeyDialect.values())
                .filter(dialect -> word(dialect).equals(text))
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no dialect " + text + ": give leadhub or lymbe."));
    }

    static String word(KeyDialect dialect) {
        return dialect.name().toLowerCase(Locale.ROOT);
    }

    static Set<Scope> scopes(String text) {
        if (text.strip().equals("all")) {
            return EnumSet.allOf(Scope.class);
        }
        var scopes = EnumSet.noneOf(Scope.class);
        for (var word : text.split(",")) {
            scopes.add(Scope.parse(word.strip())
                    .orElseThrow(() -> new UsageException("There is no scope " + word.strip()
                            + ": give all, or some of "
                            + Arrays.stream(Scope.values()).map(Scope::spelling).collect(Collectors.joining(", "))
                            + ".")));
        }
        return scopes;
    }

    /** A date is its first instant in UTC. */
    static Instant future(String text) {
        var time = time(text);
        if (!time.isAfter(Instant.now())) {
            throw new UsageException("The key would have expired already: give a date after today.");
        }
        return time;
    }

    private static Instant time(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text.matches(".*(Z|[+-]\\d\\d:\\d\\d)") ? text : text + "Z")
                            .toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new UsageException(text + " is no date: give one such as 2027-12-31 or 2027-12-31T18:00:00Z.");
        }
    }
}
