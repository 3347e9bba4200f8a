package leadhub.leads.lists;

import java.util.Arrays;
import java.util.function.Consumer;
import leadhub.base.Slice;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through all leads of a list as they are at one moment, however many, in their order.
 *
 * <p>Limits: 1,000 leads are held at once, and no more than a mebibyte of them, or one lead.
 */
@Component
class LeadStream {
    private static final int PORTION = 1_000;
    private static final long MOST_BYTES = 1 << 20;

    private final LeadStreamSql stream;
    private final LeadPager pager;
    private final LeadTotals totals;
    private final LeadFilters filters;
    private final TransactionTemplate oneMoment;

    LeadStream(
            LeadStreamSql stream,
            LeadPager pager,
            LeadTotals totals,
            LeadFilters filters,
            PlatformTransactionManager transactions) {
        this.stream = stream;
        this.pager = pager;
        this.totals = totals;
        this.filters = filters;
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setReadOnly(true);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    void each(long workspaceId, LeadList list, boolean alsoTwins, Consumer<Lead> reader) {
        oneMoment.executeWithoutResult(status -> {
            stream.open(workspaceId, ids(workspaceId, list));
            var ids = stream.next(workspaceId, PORTION);
            while (ids.length > 0) {
                read(workspaceId, ids, alsoTwins, reader);
                ids = stream.next(workspaceId, PORTION);
            }
        });
    }

    private void read(long workspaceId, long[] ids, boolean alsoTwins, Consumer<Lead> reader) {
        for (var from = 0; from < ids.length; ) {
            var rest = Arrays.copyOfRange(ids, from, ids.length);
            var leads = stream.first(workspaceId, rest, alsoTwins, MOST_BYTES);
            leads.forEach(reader);
            from += leads.size();
        }
    }

    private Sql.Statement ids(long workspaceId, LeadList list) {
        var conditions = filters.conditions(workspaceId, list.filter());
        var total = list.filter().isOfTheMoment()
                ? totals.forThisMoment(workspaceId, conditions)
                : totals.current(workspaceId, conditions).leads();
        var whole = new LeadList(
                list.filter(), list.sort(), list.direction(), new Slice(0, (int) Math.min(total, Integer.MAX_VALUE)));
        return LeadQuery.ordered(workspaceId, conditions, whole, pager.way(workspaceId, conditions, whole, total));
    }
}
