package leadhub.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the query of a LeadHub list. What can't be right is an error, never ignored. */
public final class QueryInput {
    private static final Map<String, Boolean> BOOLEANS = Map.of(
            "true", true, "1", true, "on", true, "yes", true, "false", false, "0", false, "off", false, "no", false);

    /** More than any time has, and little enough for patterns that try again and again. */
    private static final int MOST_TIME_CHARACTERS = 64;

    private final Query query;
    private final Errors errors = new Errors();

    public QueryInput(Query query) {
        this.query = query;
    }

    /** The value of a parameter that is there and isn't empty. */
    public Optional<String> value(String name) {
        if (query.isList(name)) {
            reject(name, "The " + Words.of(name) + " field must be a string.");
            return Optional.empty();
        }
        var value = query.value(name);
        if (value.isPresent() && !Texts.isSound(value.get())) {
            reject(name, "The " + Words.of(name) + " field must not contain invalid characters.");
            return Optional.empty();
        }
        return value;
    }

    /** Text without the spaces around it. */
    public @Nullable String text(String name) {
        return value(name).map(Texts::trim).orElse(null);
    }

    /** The id of another record. */
    public @Nullable Long id(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            reject(name, "The " + Words.of(name) + " field must be an integer.");
            return null;
        }
        return Long.valueOf(text);
    }

    public @Nullable Boolean bool(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var value = BOOLEANS.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            reject(name, "The " + Words.of(name) + " field must be true or false.");
        }
        return value;
    }

    /** A time; a date is its first instant in UTC, a time without a zone is UTC. */
    public @Nullable Instant time(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var time = readTime(text);
        if (time.isEmpty()) {
            reject(name, "The " + Words.of(name) + " field must be a valid date.");
        }
        return time.orElse(null);
    }

    /** One of a choice's words, read without case. */
    public <E extends Enum<E>> E choice(String name, Class<E> type, E usual) {
        var text = text(name);
        if (text == null) {
            return usual;
        }
        var byWord = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(value -> value.name().toLowerCase(Locale.ROOT), value -> value));
        var value = byWord.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            reject(name, "The selected " + Words.of(name) + " is invalid.");
            return usual;
        }
        return value;
    }

    public void reject(String name, String message) {
        errors.add(name, message);
    }

    public Errors errors() {
        return errors;
    }

    /** Reads ISO 8601; a plus sign that was sent unencoded has become a space. */
    public static Optional<Instant> readTime(String sent) {
        if (sent.length() > MOST_TIME_CHARACTERS) {
            return Optional.empty();
        }
        var text = sent.strip().replaceFirst(" (\\d\\d:?\\d\\d)$", "+$1");
        text = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T").replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
        text = text.matches(".*T.*[+-]\\d\\d$") ? text + ":00" : text;
        try {
            if (text.length() <= 10) {
                return bounded(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            var zoned = text.matches("(?i).*(z|[+-]\\d\\d:\\d\\d)$");
            return bounded(
                    zoned
                            ? OffsetDateTime.parse(text.toUpperCase(Locale.ROOT))
                                    .toInstant()
                            : LocalDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** PostgreSQL keeps years up to 294276; ISO dates have four digits. */
    private static Optional<Instant> bounded(Instant time) {
        var year = time.atOffset(ZoneOffset.UTC).getYear();
        return year >= -1 && year <= 10_000 ? Optional.of(time) : Optional.empty();
    }
}
