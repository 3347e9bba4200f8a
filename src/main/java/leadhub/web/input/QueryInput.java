package leadhub.web.input;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** Reads the query of a LeadHub list. Invalid values are errors, never ignored. */
public final class QueryInput {
    private static final Map<String, Boolean> BOOLEANS = Map.of(
            "true", true, "1", true, "on", true, "yes", true, "false", false, "0", false, "off", false, "no", false);

    private final Query query;
    private final Errors errors = new Errors();

    public QueryInput(Query query) {
        this.query = query;
    }

    /** The names of all parameters, as they were sent. */
    public List<String> names() {
        return query.names();
    }

    /** The value of a parameter that is there and isn't empty. */
    public Optional<String> value(String name) {
        return value(name, Refusal.of("string"));
    }

    /** The same; a list is refused in the words for a value of the wrong kind. */
    public Optional<String> value(String name, Refusal wrongKind) {
        if (query.isList(name)) {
            reject(name, wrongKind);
            return Optional.empty();
        }
        var value = query.value(name);
        if (value.isPresent() && !Texts.isSound(value.get())) {
            reject(name, Refusal.of("characters"));
            return Optional.empty();
        }
        return value;
    }

    /** Text without the spaces around it. */
    public @Nullable String text(String name) {
        return value(name).map(Texts::trim).orElse(null);
    }

    private @Nullable String text(String name, Refusal wrongKind) {
        return value(name, wrongKind).map(Texts::trim).orElse(null);
    }

    /** The id of another record. */
    public @Nullable Long id(String name) {
        var wrong = Refusal.of("integer");
        var text = text(name, wrong);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            reject(name, wrong);
            return null;
        }
        return Long.valueOf(text);
    }

    public @Nullable Boolean bool(String name) {
        var wrong = Refusal.of("boolean");
        var text = text(name, wrong);
        if (text == null) {
            return null;
        }
        var value = BOOLEANS.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            reject(name, wrong);
        }
        return value;
    }

    /** A time; a date is its first instant in UTC, a time without a zone is UTC. */
    public @Nullable Instant time(String name) {
        var wrong = Refusal.of("date");
        var text = text(name, wrong);
        if (text == null) {
            return null;
        }
        var time = IsoTimes.read(text);
        if (time.isEmpty()) {
            reject(name, IsoTimes.isWeekDate(text) ? Refusal.of("week_date") : wrong);
        }
        return time.orElse(null);
    }

    /** One of the allowed words, regardless of case. */
    public <E extends Enum<E>> E choice(String name, Class<E> type, E usual) {
        var wrong = Refusal.of("in");
        var text = text(name, wrong);
        if (text == null) {
            return usual;
        }
        var byWord = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(value -> value.name().toLowerCase(Locale.ROOT), value -> value));
        var value = byWord.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            reject(name, wrong);
            return usual;
        }
        return value;
    }

    public void reject(String name, Refusal refusal) {
        errors.add(name, refusal);
    }

    public Errors errors() {
        return errors;
    }
}
