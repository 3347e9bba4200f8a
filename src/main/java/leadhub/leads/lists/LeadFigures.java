package leadhub.leads.lists;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.leads.LeadGroup;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How it stands with the leads that a caller sees: how many there are, how far they got, which ones wait. */
@Service
public class LeadFigures {
    private static final List<LeadStatus> OPEN = List.of(LeadStatus.NEW, LeadStatus.CONTACTED, LeadStatus.QUALIFIED);

    private final LeadListSql lists;
    private final LeadTotals totals;
    private final LeadValueSql values;
    private final LeadFilters filters;
    private final Visibility visibility;
    private final Clock clock;

    LeadFigures(
            LeadListSql lists,
            LeadTotals totals,
            LeadValueSql values,
            LeadFilters filters,
            Visibility visibility,
            Clock clock) {
        this.lists = lists;
        this.totals = totals;
        this.values = values;
        this.filters = filters;
        this.visibility = visibility;
        this.clock = clock;
    }

    /** How many there are. */
    public long all(Caller caller) {
        return count(caller, LeadFilter.ALL);
    }

    /**
     * How many each of some filters asks for, in one statement; null where nothing is asked, and where it isn't known without
     * counting all leads anew each time.
     */
    public List<@Nullable Long> several(Caller caller, List<@Nullable LeadFilter> filters) {
        var numbers = new ArrayList<@Nullable Long>();
        var asked = new ArrayList<LeadConditions>();
        var places = new ArrayList<Integer>();
        for (var at = 0; at < filters.size(); at++) {
            numbers.add(null);
            var filter = filters.get(at);
            if (filter != null && !filter.isOfTheMoment()) {
                asked.add(conditions(caller, filter.seenBy(visibility.of(caller))));
                places.add(at);
            }
        }
        var found = totals.several(caller.workspaceId(), asked);
        for (var at = 0; at < found.size(); at++) {
            numbers.set(places.get(at), found.get(at));
        }
        return numbers;
    }

    /** How many somebody has. */
    public long ofOwner(Caller caller, long userId) {
        return count(caller, LeadFilter.builder().assignedUserId(userId).build());
    }

    /** How many are neither converted nor lost. */
    public long open(Caller caller) {
        return OPEN.stream()
                .mapToLong(status -> count(caller, LeadFilter.ofStatus(status)))
                .sum();
    }

    /** How many are in each of these stages. */
    public Map<Long, Long> byStage(Caller caller, Collection<Long> stageIds) {
        if (visibility.of(caller) == null) {
            return totals.byGroup(caller.workspaceId(), LeadGroup.STAGE, stageIds);
        }
        return stageIds.stream().collect(Collectors.toMap(id -> id, id -> count(caller, LeadFilter.ofStage(id))));
    }

    /**
     * What the deals in each of these stages come to, by currency.
     *
     * @param currency the workspace's, which is that of deals without one
     */
    public Map<Long, Map<String, BigDecimal>> valueByStage(Caller caller, Collection<Long> stageIds, String currency) {
        var sums = new HashMap<Long, Map<String, BigDecimal>>();
        totals.groups(caller.workspaceId(), LeadGroup.VALUE).forEach((group, value) -> {
            var parts = group.split(":", -1);
            var stageId = Long.valueOf(parts[0]);
            if (stageIds.contains(stageId)
                    && value.signum() != 0
                    && visibility.seesOf(caller, Long.parseLong(parts[1]))) {
                sums.computeIfAbsent(stageId, id -> new TreeMap<>())
                        .merge(parts[2].isEmpty() ? currency : parts[2], value, BigDecimal::add);
            }
        });
        return sums;
    }

    /** The same of the leads that a filter asks for; each of them is read. */
    public Map<Long, Map<String, BigDecimal>> valueByStage(
            Caller caller, LeadFilter filter, Collection<Long> stageIds, String currency) {
        var seen = filter.seenBy(visibility.of(caller));
        return values.byStage(caller.workspaceId(), conditions(caller, seen), stageIds, currency);
    }

    /** Some that need something, those first that have needed it for the shortest time. */
    public List<Lead> needing(Caller caller, LeadNeed.Kind kind, int most) {
        var filter = LeadFilter.ALL
                .needing(LeadNeed.at(Times.now(clock), kind, visibility.removed(caller)))
                .seenBy(visibility.of(caller));
        var list = new LeadList(filter, kind.sort(), LeadSort.Direction.DESC, new Slice(0, most));
        return lists.page(
                caller.workspaceId(),
                conditions(caller, filter),
                list,
                LeadQuery.Way.WALK,
                PageColumns.preview(Set.of()));
    }

    /** The newest of those that are new and that nobody has. */
    public List<Lead> waiting(Caller caller, int most) {
        var filter = LeadFilter.ofStatus(LeadStatus.NEW)
                .ownedBy(visibility.removed(caller))
                .seenBy(visibility.of(caller));
        var list = new LeadList(filter, LeadSort.CREATED_AT, LeadSort.Direction.DESC, new Slice(0, most));
        return lists.page(
                caller.workspaceId(),
                conditions(caller, filter),
                list,
                LeadQuery.Way.WALK,
                PageColumns.preview(Set.of()));
    }

    private long count(Caller caller, LeadFilter filter) {
        return totals.current(caller.workspaceId(), conditions(caller, filter.seenBy(visibility.of(caller))))
                .leads();
    }

    private LeadConditions conditions(Caller caller, LeadFilter filter) {
        return filters.conditions(caller.workspaceId(), filter);
    }
}
