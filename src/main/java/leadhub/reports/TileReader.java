package leadhub.reports;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.leads.lists.LeadCube;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadFilterReader;
import leadhub.leads.pages.LeadQuery;
import leadhub.web.input.Input;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads tiles as programs and the panel's forms send them. */
@Component
class TileReader {
    /** What the list of leads alone can be asked, beside the API's filters. */
    static final Pattern OF_THE_LIST =
            Pattern.compile("needs|match|(match|in)[.][1-9]|(field|is|value)[.][1-9][0-9]{0,2}");

    private static final int MOST_NAMES = 100;
    private static final int MOST_CHARACTERS = 1_000;

    private final LeadQuery queries;

    TileReader(LeadQuery queries) {
        this.queries = queries;
    }

    /** What is wrong is noted in the errors. @param zone in which days begin */
    Tile read(Caller caller, ZoneId zone, Input input) {
        var report =
                Report.named(Objects.requireNonNullElse(input.text("report", 50).over(null), ""));
        input.require("report");
        if (report.isEmpty() && !input.errors().has("report")) {
            input.reject("report", Refusal.of("in"));
        }
        var one = report.orElse(Report.LEADS);
        var usual = one.isByMoreThanTime() ? LeadCube.Unit.NONE : LeadCube.Unit.DAY;
        var tile = new Tile(
                0,
                one,
                filter(caller, zone, input),
                word(input, "group_by", LeadCube.Unit.class, usual),
                days(input),
                word(input, "shows", Tile.Shows.class, Tile.Shows.CHART),
                word(input, "size", Tile.Size.class, Tile.Size.M));
        if (tile.hasTooManyPeriods()) {
            input.reject("group_by", Refusal.of("report.too_many_periods").with("max", ReportRequest.MOST_PERIODS));
        }
        return tile;
    }

    private static int days(Input input) {
        var days = input.integer("days").over(null);
        if (days != null && days < 1) {
            input.reject("days", Refusal.of("min").with("min", 1));
        }
        if (days != null && days > Tile.MOST_DAYS) {
            input.reject("days", Refusal.of("max").with("max", Tile.MOST_DAYS));
        }
        return days == null || days < 1 || days > Tile.MOST_DAYS ? Tile.USUAL_DAYS : days.intValue();
    }

    private Map<String, String> filter(Caller caller, ZoneId zone, Input input) {
        var filter = new LinkedHashMap<String, String>();
        var sent = input.object("filter").over(null);
        if (sent == null) {
            return filter;
        }
        for (var member : sent.properties()) {
            var name = member.getKey();
            var value = member.getValue();
            if (filter.size() == MOST_NAMES
                    || value.isContainer()
                    || value.isNull()
                    || value.asString().length() > MOST_CHARACTERS
                    || !isFilter(name)) {
                input.reject("filter." + name, Refusal.of("in"));
                return Map.of();
            }
            filter.put(name, value.asString());
        }
        var query = new QueryInput(Query.of(filter));
        queries.read(caller, zone, query);
        query.errors()
                .byField()
                .forEach((name, refusals) -> refusals.forEach(one -> input.reject("filter." + name, one)));
        return filter;
    }

    static boolean isFilter(String name) {
        return LeadFilterReader.NAMES.contains(name)
                || OF_THE_LIST.matcher(name).matches();
    }

    /** The leads of a tile that was kept; null where its filter asks for what isn't there any more. */
    @Nullable
    LeadFilter leads(Caller caller, ZoneId zone, Tile tile) {
        var query = new QueryInput(Query.of(tile.filter()));
        var filter = queries.read(caller, zone, query);
        return query.errors().any() ? null : filter;
    }

    static <E extends Enum<E>> E word(Input input, String name, Class<E> type, E usual) {
        var word = input.text(name, 20).over(null);
        if (word == null) {
            return usual;
        }
        return List.of(type.getEnumConstants()).stream()
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseGet(() -> {
                    input.reject(name, Refusal.of("in"));
                    return usual;
                });
    }
}
