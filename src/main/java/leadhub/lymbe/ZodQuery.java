package leadhub.lymbe;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Refusal;
import leadhub.web.input.Errors;
import leadhub.web.input.IsoTimes;
import leadhub.web.input.Query;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;

/** Reads the query of a Lymbe list. */
public final class ZodQuery {
    private final Query query;
    private final Errors errors = new Errors();

    public ZodQuery(Query query) {
        this.query = query;
    }

    /** Decimal digits between two numbers; one beyond a bigint is the largest there is. */
    public long number(String name, long usual, long least, long most) {
        var text = raw(name);
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.get().matches("[0-9]{1,400}")) {
            errors.add(name, Refusal.of("number"));
            return usual;
        }
        var number = new BigInteger(text.get())
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
        if (number < least || number > most) {
            errors.add(name, Refusal.of("between").with("min", least).with("max", most));
            return usual;
        }
        return number;
    }

    public @Nullable String text(String name) {
        return raw(name).filter(text -> !text.isEmpty()).orElse(null);
    }

    public @Nullable String uuid(String name) {
        var text = text(name);
        if (text != null && !ZodObject.UUID.matcher(text).matches()) {
            errors.add(name, Refusal.of("uuid"));
        }
        return text;
    }

    /** One of some words. */
    public @Nullable String oneOf(String name, List<String> words) {
        var text = text(name);
        if (text != null && !words.contains(text)) {
            errors.add(name, Refusal.of("in"));
        }
        return text;
    }

    /** The instant, or a date's first one. */
    public @Nullable Instant time(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var time = IsoTimes.read(text);
        if (time.isEmpty()) {
            errors.add(name, IsoTimes.isWeekDate(text) ? Refusal.of("week_date") : Refusal.of("date"));
        }
        return time.orElse(null);
    }

    /** The first instant after a time that is included; a date alone includes its whole day. */
    public @Nullable Instant timeIncluded(String name) {
        var time = time(name);
        var text = text(name);
        if (time == null || text == null) {
            return null;
        }
        return IsoTimes.isDate(text) ? time.plus(Duration.ofDays(1)) : time.plusNanos(1000);
    }

    /** Refuses the request if anything is wrong with it. */
    public void check() {
        errors.check();
    }

    private Optional<String> raw(String name) {
        if (query.isList(name)) {
            errors.add(name, Refusal.of("string.not").with("received", "array"));
            return Optional.empty();
        }
        var value = query.raw(name);
        if (value.isPresent() && !Texts.isSound(value.get())) {
            errors.add(name, Refusal.of("characters"));
            return Optional.empty();
        }
        return value;
    }
}
