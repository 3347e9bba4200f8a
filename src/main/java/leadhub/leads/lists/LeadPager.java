package leadhub.leads.lists;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.LargePages;
import leadhub.base.Listing;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lists leads, quickly from anywhere in a long list: along the order's index where many match, by gathering and
 * sorting where few do, and from the far end in the far half.
 */
@Component
class LeadPager {
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
    private final LeadFilters filters;
    private final LargePages large;
    private final TransactionTemplate oneMoment;

    LeadPager(
            LeadListSql sql,
            LeadTotals totals,
            LeadFilters filters,
            LargePages large,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.totals = totals;
        this.filters = filters;
        this.large = large;
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setReadOnly(true);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** One page of whole leads; one that is too large to be held is read when it is written. */
    Listing<Lead> list(long workspaceId, LeadList list) {
        var page = page(workspaceId, list, PageColumns.WHOLE);
        // A page that is empty although there are leads was not read, for its size.
        return page.items().isEmpty() && page.total() > list.slice().offset()
                ? large.page(workspaceId, () -> contents(workspaceId, list), sql::find, Lead::id)
                : page;
    }

    /** One page of leads, of each what stands in a line of a list. */
    Page<Lead> previews(long workspaceId, LeadList list, Collection<String> keys) {
        return page(workspaceId, list, PageColumns.preview(keys));
    }

    /** Those of the leads that are there, of each the same. */
    List<Lead> previews(long workspaceId, long[] ids, Collection<String> keys) {
        return sql.previews(workspaceId, ids, keys);
    }

    private Page<Lead> page(long workspaceId, LeadList list, PageColumns columns) {
        var conditions = filters.conditions(workspaceId, list.filter());
        if (list.filter().isOfTheMoment()) {
            return ofTheMoment(workspaceId, conditions, list, columns);
        }
        var earlier = totals.remembered(workspaceId, conditions).orElseGet(() -> totals.fresh(workspaceId, conditions));
        // Looking for what isn't there can take long, and would be in vain.
        if (earlier.leads() == 0 && totals.current(workspaceId, conditions).leads() == 0) {
            return new Page<>(List.of(), 0);
        }
        if (isFar(list.slice(), earlier.leads())) {
            return fromTheEnd(workspaceId, conditions, list, columns);
        }
        var way = way(workspaceId, conditions, list, earlier.leads());
        var answer = sql.countAndPage(workspaceId, conditions, earlier, list, way, columns);
        var current = answer.first().count();
        if (current == null) {
            return new Page<>(
                    answer.second(), totals.fresh(workspaceId, conditions).leads());
        }
        totals.remember(workspaceId, conditions, current);
        return new Page<>(answer.second(), current.leads());
    }

    long count(long workspaceId, LeadFilter filter) {
        return total(workspaceId, filters.conditions(workspaceId, filter), filter);
    }

    private long total(long workspaceId, LeadConditions conditions, LeadFilter filter) {
        return filter.isOfTheMoment()
                ? totals.forThisMoment(workspaceId, conditions)
                : totals.current(workspaceId, conditions).leads();
    }

    /** The statement that finds the ids of all leads that a filter asks for, in no order. */
    Sql.Statement ids(long workspaceId, LeadFilter filter) {
        var conditions = filters.conditions(workspaceId, filter);
        return LeadQuery.ids(workspaceId, conditions);
    }

    /** The same with when each was created. */
    Sql.Statement idsWithTime(long workspaceId, LeadFilter filter) {
        var conditions = filters.conditions(workspaceId, filter);
        return LeadQuery.idsWithTime(workspaceId, conditions);
    }

    /** What asks when a lead was last changed can't be counted on from events, for they don't tell. */
    private Page<Lead> ofTheMoment(long workspaceId, LeadConditions conditions, LeadList list, PageColumns columns) {
        var total = totals.forThisMoment(workspaceId, conditions);
        if (total == 0) {
            return new Page<>(List.of(), 0);
        }
        var way = way(workspaceId, conditions, list, total);
        return new Page<>(sql.page(workspaceId, conditions, list, way, columns), total);
    }

    /** The same page, reached from the end. The total must be of the same moment, or the page would shift. */
    private Page<Lead> fromTheEnd(long workspaceId, LeadConditions conditions, LeadList list, PageColumns columns) {
        return Objects.requireNonNull(oneMoment.execute(status -> {
            var total = totals.current(workspaceId, conditions).leads();
            var reversed = reversed(list, total);
            if (reversed.slice().limit() == 0) {
                return new Page<>(List.<Lead>of(), total);
            }
            var way = way(workspaceId, conditions, reversed, total);
            return new Page<>(
                    sql.page(workspaceId, conditions, reversed, way, columns).reversed(), total);
        }));
    }

    /** Which leads a page has and how many there are in all, of one moment if it is asked for in a transaction that has one. */
    private LargePages.Contents contents(long workspaceId, LeadList list) {
        var conditions = filters.conditions(workspaceId, list.filter());
        var total = total(workspaceId, conditions, list.filter());
        var isFar = isFar(list.slice(), total);
        var asked = isFar ? reversed(list, total) : list;
        var leads = asked.slice().limit() == 0
                ? List.<LargePages.Sized>of()
                : sql.sizes(workspaceId, conditions, asked, way(workspaceId, conditions, asked, total));
        return new LargePages.Contents(isFar ? leads.reversed() : leads, total);
    }

    private static boolean isFar(Slice slice, long total) {
        return slice.offset() > FAR && slice.offset() > total / 2;
    }

    private static LeadList reversed(LeadList list, long total) {
        var slice = fromTheEnd(list.slice(), total);
        return new LeadList(list.filter(), list.sort(), list.direction().reversed(), slice);
    }

    /** The offset and limit of a page seen from the other end of a list. */
    private static Slice fromTheEnd(Slice slice, long total) {
        var limit = (int) Math.clamp(total - slice.offset(), 0, slice.limit());
        return new Slice(Math.max(0, total - slice.offset() - limit), limit);
    }

    /** How the leads are found, for so many that match. */
    LeadQuery.Way way(long workspaceId, LeadConditions conditions, LeadList list, long matching) {
        var indexed = conditions.isAll() || conditions.isSingle() && list.sort() == LeadSort.CREATED_AT;
        if (indexed) {
            return LeadQuery.Way.WALK;
        }
        var time = list.sort() == LeadSort.CREATED_AT ? conditions.searchedTime() : Optional.<LeadConditions>empty();
        if (matching <= FEW && time.isEmpty()) {
            return LeadQuery.Way.GATHER;
        }
        var among = time.map(asked -> estimate(workspaceId, asked))
                .or(() -> totals.remembered(workspaceId, LeadConditions.NONE).map(LeadCountSql.Count::leads))
                .orElse(100 * matching);
        var passed = (list.slice().offset() + list.slice().limit()) * (double) among / matching;
        return Math.min(passed, among) < matching * WALKED_FOR_ONE_GATHERED ? LeadQuery.Way.WALK : LeadQuery.Way.GATHER;
    }

    /** What an index of pieces finds is of all times; a short time is walked through instead. */
    private long estimate(long workspaceId, LeadConditions conditions) {
        return totals.remembered(workspaceId, conditions)
                .orElseGet(() -> totals.fresh(workspaceId, conditions))
                .leads();
    }
}
