package leadhub.home;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.lists.LeadFigures;
import leadhub.leads.lists.LeadNeed;
import leadhub.pipelines.Pipelines;
import org.springframework.stereotype.Service;

/** Collects the figures of the home page. Expensive ones are cached for a minute. */
@Service
public class Home {
    private static final int WEEK = 7;
    private static final int MONTH = 30;
    private static final int SOURCES = 5;
    private static final int SHOWN = 10;
    private static final Duration LONG = Duration.ofMillis(20);
    private static final Slice MANY = new Slice(0, 200);

    private final LeadFigures leads;
    private final LeadFlow flow;
    private final Pipelines pipelines;
    private final Clock clock;
    private final Cache<Viewer, Overview> seen;

    private record Viewer(long workspaceId, Role role, long userId, ZoneId zone) {}

    Home(LeadFigures leads, LeadFlow flow, Pipelines pipelines, Clock clock) {
        this.leads = leads;
        this.flow = flow;
        this.pipelines = pipelines;
        this.clock = clock;
        this.seen = Caffeine.newBuilder()
                .maximumSize(1_000)
                .expireAfterWrite(Duration.ofMinutes(1))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** The figures for the leads that a caller can see, by the days of a time zone. */
    public Overview look(Caller caller, ZoneId zone) {
        var viewer =
                new Viewer(caller.workspaceId(), caller.role(), caller.actor().id(), zone);
        var known = seen.getIfPresent(viewer);
        if (known != null) {
            return known;
        }
        var start = System.nanoTime();
        var overview = find(caller, zone);
        if (System.nanoTime() - start > LONG.toNanos()) {
            seen.put(viewer, overview);
        }
        return overview;
    }

    private Overview find(Caller caller, ZoneId zone) {
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
                newByDay,
                funnel(caller),
                leads.needing(caller, LeadNeed.Kind.OWNER, SHOWN),
                leads.needing(caller, LeadNeed.Kind.ATTENTION, SHOWN));
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
