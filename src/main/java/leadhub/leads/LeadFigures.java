package leadhub.leads;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.Slice;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How it goes with the leads that a caller sees: how many come, how far they get, which ones wait. */
@Service
public class LeadFigures {
    private static final List<LeadStatus> OPEN = List.of(LeadStatus.NEW, LeadStatus.CONTACTED, LeadStatus.QUALIFIED);

    /** A median doesn't move much beyond so many. */
    private static final int ENOUGH = 2_000;

    private final LeadFigureSql sql;
    private final LeadListSql lists;
    private final LeadTotals totals;
    private final Folding folding;
    private final Clock clock;

    LeadFigures(LeadFigureSql sql, LeadListSql lists, LeadTotals totals, Folding folding, Clock clock) {
        this.sql = sql;
        this.lists = lists;
        this.totals = totals;
        this.folding = folding;
        this.clock = clock;
    }

    /** How many there are. */
    public long all(Caller caller) {
        return count(caller, LeadFilter.ALL);
    }

    /** How many are neither converted nor lost. */
    public long open(Caller caller) {
        return OPEN.stream()
                .mapToLong(status -> count(caller, LeadFilter.ofStatus(status)))
                .sum();
    }

    /** How many are in each of these stages. */
    public Map<Long, Long> byStage(Caller caller, Collection<Long> stageIds) {
        if (!Sight.isNarrow(caller)) {
            return totals.byGroup(caller.workspaceId(), LeadGroup.STAGE, stageIds);
        }
        return stageIds.stream().collect(Collectors.toMap(id -> id, id -> count(caller, LeadFilter.ofStage(id))));
    }

    /** What the deals in each of these stages come to. */
    public Map<Long, BigDecimal> valueByStage(Caller caller, Collection<Long> stageIds) {
        var sums = stageIds.stream().distinct().collect(Collectors.toMap(id -> id, id -> BigDecimal.ZERO));
        totals.groups(caller.workspaceId(), LeadGroup.VALUE).forEach((stageAndOwner, value) -> {
            var colon = stageAndOwner.indexOf(':');
            if (Sight.seesOf(caller, Long.parseLong(stageAndOwner.substring(colon + 1)))) {
                sums.computeIfPresent(Long.valueOf(stageAndOwner.substring(0, colon)), (id, sum) -> sum.add(value));
            }
        });
        return sums;
    }

    /**
     * How many came in on each day until now.
     *
     * @param starts when the days begin, the earliest first
     * @param sources how many sources to tell apart, the biggest ones
     */
    public List<NewLeads> newByDay(Caller caller, List<Instant> starts, int sources) {
        return sql.newByDay(caller.workspaceId(), seenBy(caller), starts, Times.now(clock), sources);
    }

    /** How many came in from an instant on, until another that doesn't count any more. */
    public long created(Caller caller, Instant from, Instant until) {
        return sql.created(caller.workspaceId(), seenBy(caller), from, until);
    }

    /** How many have been converted since, and still are. */
    public long converted(Caller caller, Instant since) {
        return sql.converted(caller.workspaceId(), seenBy(caller), since, Times.now(clock));
    }

    /**
     * How long it takes until a new lead is contacted: the median over those that came since and aren't new any more,
     * the newest two thousand where there are more. Empty if there is none.
     */
    public Optional<Duration> firstContact(Caller caller, Instant since) {
        return Optional.ofNullable(
                        sql.firstContact(caller.workspaceId(), seenBy(caller), since, Times.now(clock), ENOUGH))
                .map(seconds -> Duration.ofSeconds(Math.max(0, Math.round(seconds))));
    }

    /** Some that need something, those first that have needed it for the shortest time. */
    public List<Lead> needing(Caller caller, LeadNeed.Kind kind, int most) {
        var filter = LeadFilter.ALL.needing(LeadNeed.at(Times.now(clock), kind)).seenBy(caller);
        var list = new LeadList(filter, kind.sort(), LeadSort.Direction.DESC, new Slice(0, most));
        return lists.page(caller.workspaceId(), conditions(caller, filter), list, LeadListSql.Way.WALK);
    }

    private long count(Caller caller, LeadFilter filter) {
        return totals.current(caller.workspaceId(), conditions(caller, filter.seenBy(caller)))
                .leads();
    }

    private LeadConditions conditions(Caller caller, LeadFilter filter) {
        return LeadConditions.of(folding, caller.workspaceId(), filter);
    }

    private static @Nullable Long seenBy(Caller caller) {
        return Sight.isNarrow(caller) ? caller.actor().id() : null;
    }
}
