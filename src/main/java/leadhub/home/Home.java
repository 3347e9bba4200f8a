package leadhub.home;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.leads.lists.LeadFigures;
import leadhub.leads.lists.LeadNeed;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import org.springframework.stereotype.Service;

/** Collects the figures of the home page. Expensive ones are cached for a minute. */
@Service
public class Home {
    private static final int WEEK = 7;
    private static final int MONTH = 30;
    private static final int SOURCES = 5;
    private static final int SHOWN = 10;

    private final LeadFigures leads;
    private final LeadFlow flow;
    private final Pipelines pipelines;
    private final Clock clock;
    private final SlowFigures<Overview> overviews;
    private final SlowFigures<Further> further;

    Home(LeadFigures leads, LeadFlow flow, Pipelines pipelines, Clock clock) {
        this.leads = leads;
        this.flow = flow;
        this.pipelines = pipelines;
        this.clock = clock;
        this.overviews = new SlowFigures<>(clock);
        this.further = new SlowFigures<>(clock);
    }

    /** The figures for the leads that a caller can see, by the days of a time zone. @param currency of deals without one */
    public Overview look(Caller caller, ZoneId zone, String currency) {
        return overviews.get(caller, zone, () -> overview(caller, zone, currency), all -> all.all() > 0);
    }

    /** What stands further down. */
    public Further further(Caller caller, ZoneId zone) {
        return further.get(
                caller,
                zone,
                () -> new Further(
                        funnel(caller),
                        leads.needing(caller, LeadNeed.Kind.OWNER, SHOWN),
                        leads.needing(caller, LeadNeed.Kind.ATTENTION, SHOWN)),
                any -> true);
    }

    private Overview overview(Caller caller, ZoneId zone, String currency) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, zone);
        var days = Stream.iterate(today.minusDays(MONTH - 1), day -> day.plusDays(1))
                .limit(MONTH)
                .toList();
        var starts =
                days.stream().map(day -> day.atStartOfDay(zone).toInstant()).toList();
        var newByDay = NewByDay.of(days, flow.newByDay(caller, starts, SOURCES));
        return new Overview(
                leads.all(caller),
                period(caller, newByDay, WEEK, zone, now),
                period(caller, newByDay, MONTH, zone, now),
                leads.open(caller),
                flow.converted(caller, starts.getFirst()),
                flow.firstContact(caller, starts.getFirst()).orElse(null),
                money(caller, currency),
                newByDay);
    }

    private Overview.Money money(Caller caller, String currency) {
        var stages = pipelines.all(caller).stages().values().stream()
                .flatMap(List::stream)
                .toList();
        var sums = leads.valueByStage(caller, stages.stream().map(Stage::id).collect(Collectors.toSet()), currency);
        return new Overview.Money(
                sum(stages, sums, stage -> !stage.isWon() && !stage.isLost()), sum(stages, sums, Stage::isWon));
    }

    private static Map<String, BigDecimal> sum(
            List<Stage> stages, Map<Long, Map<String, BigDecimal>> sums, Predicate<Stage> wanted) {
        var all = new TreeMap<String, BigDecimal>();
        stages.stream()
                .filter(wanted)
                .forEach(stage -> sums.getOrDefault(stage.id(), Map.of())
                        .forEach((currency, sum) -> all.merge(currency, sum, BigDecimal::add)));
        return all;
    }

    /** The last of the days beside as many before them, both up to the same time of the day, or today would look poor. */
    private Overview.Period period(Caller caller, NewByDay newByDay, int number, ZoneId zone, Instant now) {
        var start = newByDay.days().getLast().minusDays(2L * number - 1);
        var until = now.atZone(zone).minusDays(number).toInstant();
        var before = flow.created(caller, start.atStartOfDay(zone).toInstant(), until);
        return new Overview.Period(newByDay.inLast(number), before);
    }

    private Funnel funnel(Caller caller) {
        var all = pipelines.all(caller);
        var usual = all.usual();
        var stages = all.stagesOf(usual.id());
        var counted =
                leads.byStage(caller, stages.stream().map(stage -> stage.id()).toList());
        return Funnel.of(usual.name(), stages, counted);
    }
}
