package leadhub.apikeys;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the form for a new key. */
@Component
class KeyReader {
    private static final int MOST_NAME_CHARACTERS = 255;
    private static final int MOST_CALLS = 1_000_000_000;

    private final Clock clock;

    KeyReader(Clock clock) {
        this.clock = clock;
    }

    /** The key to create; problems are collected in the form's errors. */
    NewApiKey read(Input form, ZoneId zone) {
        var name = form.text("name", MOST_NAME_CHARACTERS).over(null);
        form.require("name");
        var dialect = dialect(form);
        var scopes = scopes(form);
        if (scopes.isEmpty()) {
            form.reject("scopes", Refusal.of("required"));
        }
        return new NewApiKey(name == null ? "" : name, dialect, scopes, limit(form), expiry(form, zone));
    }

    /** The form as submitted. */
    static KeyForm again(Input form) {
        var typed = new LinkedHashMap<String, String>();
        Stream.of("name", "dialect", "hourly_limit", "ends", "last_day").forEach(field -> {
            var value = form.node().get(field);
            if (value != null && value.isString()) {
                typed.put(field, value.stringValue());
            }
        });
        return new KeyForm(typed, scopes(form), form.errors().byField().keySet());
    }

    private static int limit(Input form) {
        var limit = form.integer("hourly_limit").over(null);
        form.require("hourly_limit");
        if (limit == null) {
            return NewApiKey.USUAL_LIMIT;
        }
        if (limit < 1 || limit > MOST_CALLS) {
            form.reject("hourly_limit", Refusal.of("between").with("min", 1).with("max", MOST_CALLS));
        }
        return (int) Math.clamp(limit, 1, MOST_CALLS);
    }

    private static KeyDialect dialect(Input form) {
        var word = form.text("dialect", 20).over(null);
        return Stream.of(KeyDialect.values())
                .filter(dialect -> KeyForm.word(dialect).equals(word))
                .findFirst()
                .orElse(KeyDialect.LEADHUB);
    }

    private static Set<Scope> scopes(Input form) {
        if (form.node().has("all")) {
            return EnumSet.allOf(Scope.class);
        }
        var chosen = EnumSet.noneOf(Scope.class);
        var texts = form.texts("scopes", 100, 50).over(null);
        if (texts != null) {
            texts.stream().map(Scope::parse).flatMap(Optional::stream).forEach(chosen::add);
        }
        return chosen;
    }

    /** The key is valid until the end of its last day in the visitor's time zone; for a year by default. */
    private @Nullable Instant expiry(Input form, ZoneId zone) {
        var today = LocalDate.ofInstant(Times.now(clock), zone);
        var text = form.text("last_day", 10).over(null);
        var ends = form.text("ends", 20).over(null);
        var last = switch (ends == null ? text == null ? "year" : "day" : ends) {
            case "never" -> null;
            case "month" -> today.plusDays(30);
            case "quarter" -> today.plusDays(90);
            case "day" -> day(form, text == null ? "" : text, today);
            default -> today.plusYears(1);
        };
        return last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static @Nullable LocalDate day(Input form, String text, LocalDate today) {
        try {
            var day = LocalDate.parse(text);
            if (!day.isBefore(today) && day.getYear() < 10_000) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Told of below.
        }
        return form.reject("last_day", Refusal.of("coming_day"));
    }
}
