package leadhub.leads;

import java.util.List;
import java.util.Objects;
import leadhub.base.Folding;
import leadhub.base.Page;
import leadhub.base.Sql;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists leads, quickly from anywhere in a long list: along the order's index where many match, by gathering and
 * sorting where few do, and from the far end in the far half.
 */
@Component
class LeadLists {
    /** Gathering this many is quick, whatever the alternative. */
    private static final long FEW = 500;
    /**
     * Leads are gathered from all over the table, and walked past in the order they were written: one gathered costs as
     * much as so many walked past (docs/adr/0004).
     */
    private static final long WALKED_FOR_ONE_GATHERED = 15;
    /** From here on it pays to walk in from the other end. */
    private static final long FAR = 1_000;

    private final LeadListSql sql;
    private final LeadTotals totals;
    private final Folding folding;
    private final LeadRefolding refolding;
    private final TransactionTemplate oneMoment;

    LeadLists(
            LeadListSql sql,
            LeadTotals totals,
            Folding folding,
            LeadRefolding refolding,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.totals = totals;
        this.folding = folding;
        this.refolding = refolding;
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setReadOnly(true);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    Page<Lead> list(long workspaceId, LeadList list) {
        var conditions = conditions(workspaceId, list.filter());
        if (list.filter().isOfTheMoment()) {
            return ofTheMoment(workspaceId, conditions, list);
        }
        var earlier = totals.remembered(workspaceId, conditions).orElseGet(() -> totals.fresh(workspaceId, conditions));
        // Looking for what isn't there can take long, and would be in vain.
        if (earlier.leads() == 0 && totals.current(workspaceId, conditions).leads() == 0) {
            return new Page<>(List.of(), 0);
        }
        if (list.slice().offset() > FAR && list.slice().offset() > earlier.leads() / 2) {
            return fromTheEnd(workspaceId, conditions, list);
        }
        var way = way(workspaceId, conditions, list, earlier.leads());
        var answer = sql.countAndPage(workspaceId, conditions, earlier, list, way);
        var current = answer.first().count();
        if (current == null) {
            return new Page<>(
                    answer.second(), totals.fresh(workspaceId, conditions).leads());
        }
        totals.remember(workspaceId, conditions, current);
        return new Page<>(answer.second(), current.leads());
    }

    /** The statement that finds the ids of all leads that a filter asks for, in no order. */
    Sql.Statement ids(long workspaceId, LeadFilter filter) {
        var conditions = conditions(workspaceId, filter);
        var way = conditions.hasPieces() ? LeadListSql.Way.GATHER : LeadListSql.Way.WALK;
        return LeadListSql.ids(workspaceId, conditions, way);
    }

    private LeadConditions conditions(long workspaceId, LeadFilter filter) {
        var alsoAsBefore = filter.search() != null && refolding.isPending(workspaceId);
        return LeadConditions.of(folding, workspaceId, filter, alsoAsBefore);
    }

    /** What asks when a lead was last changed can't be counted on from events, for they don't tell. */
    private Page<Lead> ofTheMoment(long workspaceId, LeadConditions conditions, LeadList list) {
        var total = totals.forThisMoment(workspaceId, conditions);
        if (total == 0) {
            return new Page<>(List.of(), 0);
        }
        return new Page<>(sql.page(workspaceId, conditions, list, way(workspaceId, conditions, list, total)), total);
    }

    /** The same page, reached from the end. The total must be of the same moment, or the page would shift. */
    private Page<Lead> fromTheEnd(long workspaceId, LeadConditions conditions, LeadList list) {
        return Objects.requireNonNull(oneMoment.execute(status -> {
            var total = totals.current(workspaceId, conditions).leads();
            var slice = LeadListSql.fromTheEnd(list.slice(), total);
            if (slice.limit() == 0) {
                return new Page<>(List.<Lead>of(), total);
            }
            var reversed =
                    new LeadList(list.filter(), list.sort(), list.direction().reversed(), slice);
            var way = way(workspaceId, conditions, reversed, total);
            return new Page<>(sql.page(workspaceId, conditions, reversed, way).reversed(), total);
        }));
    }

    private LeadListSql.Way way(long workspaceId, LeadConditions conditions, LeadList list, long matching) {
        var indexed = conditions.isAll() || conditions.isSingle() && list.sort() == LeadSort.CREATED_AT;
        if (indexed) {
            return LeadListSql.Way.WALK;
        }
        if (matching <= FEW) {
            return LeadListSql.Way.GATHER;
        }
        var all = totals.remembered(workspaceId, LeadConditions.of(folding, workspaceId, LeadFilter.ALL))
                .map(LeadListSql.Count::leads)
                .orElse(100 * matching);
        var passed = (list.slice().offset() + list.slice().limit()) * (double) all / matching;
        return passed < matching * WALKED_FOR_ONE_GATHERED ? LeadListSql.Way.WALK : LeadListSql.Way.GATHER;
    }
}
