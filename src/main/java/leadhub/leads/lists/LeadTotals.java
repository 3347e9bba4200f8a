package leadhub.leads.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.leads.LeadCounts;
import leadhub.leads.LeadGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Knows how many leads there are, exactly, without counting them again.
 *
 * <p>A count is remembered together with the snapshot it was made in. Whatever committed since then wrote an event
 * with its transaction's id and the lead before and after; what that snapshot has not seen is added up. So the total
 * is as exact as a fresh count, and costs as much as what happened meanwhile (docs/adr/0003).
 */
@Component
class LeadTotals implements LeadCounts {
    /** So many are counted from scratch where several are asked for. */
    private static final int MOST_FRESH = 3;

    private final LeadCountSql sql;
    private final LeadGroupSql groups;
    private final Cache<Key, LeadCountSql.Count> counts = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();
    private final Cache<GroupKey, LeadGroupSql.Counts> groupCounts = Caffeine.newBuilder()
            .maximumSize(2_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    private record Key(long workspaceId, LeadConditions.Key conditions) {}

    private record GroupKey(long workspaceId, LeadGroup group) {}

    LeadTotals(LeadCountSql sql, LeadGroupSql groups) {
        this.sql = sql;
        this.groups = groups;
    }

    /** The last count that was made, however old. */
    Optional<LeadCountSql.Count> remembered(long workspaceId, LeadConditions conditions) {
        return Optional.ofNullable(counts.getIfPresent(new Key(workspaceId, conditions.key())));
    }

    /** Remembers a count for the next call. */
    void remember(long workspaceId, LeadConditions conditions, LeadCountSql.Count count) {
        // Inside a writing transaction a count sees what its snapshot doesn't tell of.
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            counts.put(new Key(workspaceId, conditions.key()), count);
        }
    }

    /** The number of leads now. */
    LeadCountSql.Count current(long workspaceId, LeadConditions conditions) {
        var earlier = remembered(workspaceId, conditions);
        if (earlier.isPresent()) {
            var rolled = sql.roll(workspaceId, conditions, earlier.get()).count();
            if (rolled != null) {
                remember(workspaceId, conditions, rolled);
                return rolled;
            }
        }
        return fresh(workspaceId, conditions);
    }

    /**
     * Several numbers in one statement. A few are counted, if they have to be; the others are null until they are asked for
     * again, and so are those since whose last count too much has happened.
     */
    List<@Nullable Long> several(long workspaceId, List<LeadConditions> conditions) {
        var asked = new ArrayList<LeadCountSql.Asked>();
        var places = new ArrayList<@Nullable Integer>();
        var fresh = 0;
        for (var one : conditions) {
            var earlier = remembered(workspaceId, one);
            var isAsked = earlier.isPresent() || fresh++ < MOST_FRESH;
            places.add(isAsked ? (Integer) asked.size() : null);
            if (isAsked) {
                asked.add(new LeadCountSql.Asked(one, earlier.orElse(null)));
            }
        }
        var counted = asked.isEmpty() ? List.<LeadCountSql.Current>of() : sql.several(workspaceId, asked);
        var numbers = new ArrayList<@Nullable Long>();
        for (var at = 0; at < places.size(); at++) {
            var place = places.get(at);
            numbers.add(place == null ? null : kept(workspaceId, conditions.get(at), counted.get(place)));
        }
        return numbers;
    }

    private @Nullable Long kept(long workspaceId, LeadConditions conditions, LeadCountSql.Current current) {
        var count = current.count();
        if (count == null) {
            counts.invalidate(new Key(workspaceId, conditions.key()));
            return null;
        }
        remember(workspaceId, conditions, count);
        return (Long) count.leads();
    }

    /** Counts them. */
    LeadCountSql.Count fresh(long workspaceId, LeadConditions conditions) {
        var count = counted(workspaceId, conditions);
        remember(workspaceId, conditions, count);
        return count;
    }

    /** Counts them for once, where nobody will ask the same again. */
    long forThisMoment(long workspaceId, LeadConditions conditions) {
        return counted(workspaceId, conditions).leads();
    }

    private LeadCountSql.Count counted(long workspaceId, LeadConditions conditions) {
        return sql.count(workspaceId, conditions);
    }

    @Override
    public long all(long workspaceId) {
        return current(workspaceId, LeadConditions.NONE).leads();
    }

    @Override
    public Map<Long, Long> byGroup(long workspaceId, LeadGroup group, Collection<Long> ids) {
        var all = ids.isEmpty() ? Map.<String, BigDecimal>of() : groups(workspaceId, group);
        return ids.stream()
                .distinct()
                .collect(Collectors.toMap(
                        id -> id,
                        id -> all.getOrDefault(id.toString(), BigDecimal.ZERO).longValue()));
    }

    /** The number of each group that has any. */
    Map<String, BigDecimal> groups(long workspaceId, LeadGroup group) {
        var key = new GroupKey(workspaceId, group);
        var inTransaction = TransactionSynchronizationManager.isActualTransactionActive();
        var current = Optional.ofNullable(groupCounts.getIfPresent(key))
                .flatMap(counted -> groups.roll(workspaceId, group, counted))
                .orElseGet(() -> groups.count(workspaceId, group));
        // Inside a transaction a count sees what its snapshot doesn't tell of.
        if (!inTransaction) {
            groupCounts.put(key, current);
        }
        return current.byId();
    }
}
