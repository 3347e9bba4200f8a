package leadhub.leads.lists;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import leadhub.base.LargePages;
import leadhub.base.Slice;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a list on from the lead where it was left, as quickly at its end as at its beginning. Leads that nobody changes
 * come exactly once, whatever comes and goes meanwhile; one that moves in the order may come twice, or not at all.
 */
@Component
class LeadKeysets {
    private final LeadKeysetSql keysets;
    private final LeadListSql sql;
    private final LeadPager pager;
    private final LeadTotals totals;
    private final LeadFilters filters;
    private final LargePages large;

    LeadKeysets(
            LeadKeysetSql keysets,
            LeadListSql sql,
            LeadPager pager,
            LeadTotals totals,
            LeadFilters filters,
            LargePages large) {
        this.keysets = keysets;
        this.sql = sql;
        this.pager = pager;
        this.totals = totals;
        this.filters = filters;
        this.large = large;
    }

    LeadsFrom from(long workspaceId, LeadList list, @Nullable LeadPosition after) {
        var next = new AtomicReference<@Nullable LeadPosition>();
        var leads = large.listing(workspaceId, () -> contents(workspaceId, list, after, next), sql::find, Lead::id);
        return new LeadsFrom(leads, next::get);
    }

    private LargePages.Contents contents(
            long workspaceId,
            LeadList list,
            @Nullable LeadPosition after,
            AtomicReference<@Nullable LeadPosition> next) {
        var conditions = filters.conditions(workspaceId, list.filter());
        var total = list.filter().isOfTheMoment()
                ? totals.forThisMoment(workspaceId, conditions)
                : totals.current(workspaceId, conditions).leads();
        if (total == 0) {
            return new LargePages.Contents(List.of(), 0);
        }
        var limit = list.slice().limit();
        // One more tells whether the list goes on.
        var asked = new LeadList(list.filter(), list.sort(), list.direction(), new Slice(0, limit + 1));
        var found =
                keysets.page(workspaceId, conditions, asked, after, pager.way(workspaceId, conditions, asked, total));
        var page = found.subList(0, Math.min(limit, found.size()));
        next.set(found.size() > limit ? page.getLast().position() : null);
        return new LargePages.Contents(
                page.stream().map(LeadKeysetSql.Placed::lead).toList(), total);
    }
}
