package leadhub.leads.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.leads.Visibility;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts the leads of a time that a caller sees, cell by cell, and exactly. What was counted is remembered with its moment
 * and made current from the events since, as totals are (docs/adr/0003).
 */
@Service
public class LeadCubes {
    /** Of all that are remembered together. */
    private static final int MOST_CELLS = 500_000;

    private final LeadCubeSql sql;
    private final LeadFilters filters;
    private final Visibility visibility;
    private final Cache<Key, LeadCubeSql.Counted> known = Caffeine.newBuilder()
            .maximumWeight(MOST_CELLS)
            .<Key, LeadCubeSql.Counted>weigher(
                    (key, counted) -> 1 + counted.cells().size())
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    private record Key(long workspaceId, LeadConditions.Key conditions, LeadCube cube) {}

    LeadCubes(LeadCubeSql sql, LeadFilters filters, Visibility visibility) {
        this.sql = sql;
        this.filters = filters;
        this.visibility = visibility;
    }

    /** The cells that have any leads; more of them than a report can show are refused. */
    public Map<LeadCube.Key, LeadCube.Sum> cells(Caller caller, LeadFilter filter, LeadCube cube) {
        var workspaceId = caller.workspaceId();
        var conditions = filters.conditions(workspaceId, filter.seenBy(visibility.of(caller)));
        var counted =
                canFollow(filter) ? current(workspaceId, conditions, cube) : sql.count(workspaceId, conditions, cube);
        if (counted.cells().size() > LeadCubeSql.MOST) {
            throw Problem.invalid("from", Refusal.of("report.too_much").with("max", LeadCubeSql.MOST))
                    .exception();
        }
        return counted.cells();
    }

    private LeadCubeSql.Counted current(long workspaceId, LeadConditions conditions, LeadCube cube) {
        var key = new Key(workspaceId, conditions.key(), cube);
        var counted = Optional.ofNullable(known.getIfPresent(key))
                .flatMap(earlier -> sql.roll(workspaceId, conditions, cube, earlier))
                .orElseGet(() -> sql.count(workspaceId, conditions, cube));
        if (counted.cells().size() <= LeadCubeSql.MOST) {
            known.put(key, counted);
        }
        return counted;
    }

    /** Whether events tell what becomes of it. A tag goes by its name, which may be another tag's by now. */
    private static boolean canFollow(LeadFilter filter) {
        return !filter.isOfTheMoment()
                && filter.tag() == null
                && !TransactionSynchronizationManager.isActualTransactionActive();
    }
}
