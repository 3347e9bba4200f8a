package leadhub.exports.schedules;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.exports.ExportColumns;
import leadhub.exports.ExportFormat;
import leadhub.exports.ExportReader;
import leadhub.leads.lists.LeadFilterBody;
import leadhub.leads.lists.LeadSort;
import leadhub.web.input.Input;
import leadhub.web.input.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads scheduled exports from bodies of the API. */
@Component
class ExportScheduleReader {
    static final int MOST_NAME = 255;
    private static final int MOST_COLUMN = 255;
    private static final char COMMA = ',';

    private final LeadFilterBody filters;

    ExportScheduleReader(LeadFilterBody filters) {
        this.filters = filters;
    }

    /** A new one. */
    ExportWish create(Caller caller, Input body, String origin) {
        body.require("name");
        body.require("user_id");
        body.require("schedule");
        var wish = read(caller, body).apply(unsaid(origin));
        body.errors().check();
        return wish;
    }

    /**
     * What is to become of what is wanted by now; what isn't sent stays.
     *
     * @param shown the filter as it was answered: one that comes back like that stays too, for some of what the panel can ask has
     *     no name here
     */
    UnaryOperator<ExportWish> change(Caller caller, Input body, Map<String, String> shown) {
        if (body.node().path("filter").equals(Json.MAPPER.valueToTree(shown))) {
            body.node().remove("filter");
        }
        body.requireIfPresent("name");
        body.requireIfPresent("user_id");
        body.requireIfPresent("schedule");
        var change = read(caller, body);
        body.errors().check();
        return change;
    }

    private static ExportWish unsaid(String origin) {
        var terms = new ExportTerms("", ExportColumns.MEMBERS, ExportFormat.CSV, COMMA, false);
        return new ExportWish("", 0, terms, new Timing(Timing.Every.DAILY, null, null, 0), origin);
    }

    private UnaryOperator<ExportWish> read(Caller caller, Input body) {
        var name = body.text("name", MOST_NAME);
        var userId = body.integer("user_id");
        var filter = filters.read(caller, body);
        var hasFilter = body.node().has("filter");
        var sort = word(body, "sort", LeadSort.CREATED_AT);
        var direction = word(body, "direction", LeadSort.Direction.DESC);
        var columns = columns(body);
        var format = word(body, "format", ExportFormat.CSV);
        var delimiter = delimiter(body);
        var hasMark = body.bool("bom");
        var timing = timing(body);
        return before -> {
            var terms = before.terms();
            var asked = hasFilter ? filter.values() : values(terms.query());
            put(asked, "sort", sort, terms.query());
            put(asked, "direction", direction, terms.query());
            @Nullable Boolean mark = hasMark.over(terms.hasMark());
            return new ExportWish(
                    Objects.requireNonNullElse(name.over(before.name()), before.name()),
                    Objects.requireNonNullElse(userId.over(before.userId()), before.userId()),
                    new ExportTerms(
                            Query.of(asked).toString(),
                            columns == null ? terms.columns() : columns,
                            format == null ? terms.format() : ExportFormat.valueOf(format.toUpperCase(Locale.ROOT)),
                            delimiter == null ? terms.delimiter() : delimiter,
                            mark != null && mark),
                    timing == null ? before.timing() : timing,
                    before.origin());
        };
    }

    /** Names and values of an address. */
    static Map<String, String> values(String address) {
        var query = new Query(address);
        var values = new LinkedHashMap<String, String>();
        query.names().forEach(name -> query.value(name).ifPresent(value -> values.put(name, value)));
        return values;
    }

    private static void put(Map<String, String> asked, String name, @Nullable String sent, String before) {
        var word = sent == null ? values(before).get(name) : sent;
        if (word != null) {
            asked.put(name, word);
        }
    }

    /** Null where nothing is said; the usual one where it is cleared. */
    private static <E extends Enum<E>> @Nullable String word(Input body, String name, E usual) {
        var text = body.text(name, MOST_NAME).over(null);
        if (text == null) {
            return body.node().has(name) && !body.errors().has(name) ? lower(usual) : null;
        }
        var word = text.toLowerCase(Locale.ROOT);
        var isKnown = Arrays.stream(usual.getDeclaringClass().getEnumConstants())
                .anyMatch(one -> lower(one).equals(word));
        return isKnown ? word : body.reject(name, Refusal.of("in"));
    }

    private static String lower(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    /** Null where nothing is said. */
    private static @Nullable List<String> columns(Input body) {
        var known = ExportColumns.all();
        var sent = body.texts("columns", known.size(), MOST_COLUMN).over(null);
        if (sent == null) {
            return body.node().has("columns") ? ExportColumns.MEMBERS : null;
        }
        for (var i = 0; i < sent.size(); i++) {
            if (!known.contains(sent.get(i))) {
                body.reject("columns." + i, Refusal.of("in"));
            }
        }
        var columns = new ArrayList<>(sent.stream().distinct().toList());
        return columns.isEmpty() ? ExportColumns.MEMBERS : List.copyOf(columns);
    }

    /** As it was sent, for it may be a tab. */
    private static @Nullable Character delimiter(Input body) {
        var sent = body.node().path("delimiter");
        if (sent.isMissingNode()) {
            return null;
        }
        if (sent.isNull() || sent.isString() && sent.stringValue().isEmpty()) {
            return COMMA;
        }
        var delimiter =
                sent.isString() ? ExportReader.delimiter(sent.stringValue()).orElse(null) : null;
        return delimiter == null ? body.reject("delimiter", Refusal.of("in")) : delimiter;
    }

    /** Null where nothing is said, or nothing that can be. */
    private static @Nullable Timing timing(Input body) {
        var sent = body.object("schedule").over(null);
        if (sent == null) {
            return null;
        }
        var input = new Input(sent);
        var timing = fields(input);
        input.errors()
                .byField()
                .forEach((field, refusals) -> refusals.forEach(one -> body.reject("schedule." + field, one)));
        return timing;
    }

    /** When it is made; null, and errors, where that can't be right. */
    static @Nullable Timing fields(Input input) {
        input.require("every");
        input.require("hour");
        var word = input.text("every", MOST_NAME).over(null);
        var every = word == null ? null : Timing.Every.ofWord(word).orElse(null);
        if (word != null && every == null) {
            input.reject("every", Refusal.of("in"));
        }
        var hour = between(input, "hour", 0, 23);
        var weekday = every == Timing.Every.WEEKLY ? weekday(input) : null;
        if (every == Timing.Every.MONTHLY) {
            input.require("day");
        }
        var day = every == Timing.Every.MONTHLY ? between(input, "day", 1, 31) : null;
        return input.errors().any() || every == null || hour == null ? null : new Timing(every, weekday, day, hour);
    }

    private static @Nullable DayOfWeek weekday(Input input) {
        input.require("weekday");
        var word = input.text("weekday", MOST_NAME).over(null);
        if (word == null) {
            return null;
        }
        var day = Timing.weekday(word.toLowerCase(Locale.ROOT));
        return day.isPresent() ? day.get() : input.reject("weekday", Refusal.of("in"));
    }

    private static @Nullable Integer between(Input input, String name, int least, int most) {
        var number = input.integer(name).over(null);
        if (number == null) {
            return null;
        }
        return number >= least && number <= most
                ? Integer.valueOf(number.intValue())
                : input.reject(name, Refusal.of("between").with("min", least).with("max", most));
    }
}
