package leadhub.leads.lists;

import java.util.OptionalLong;
import leadhub.base.Caller;
import leadhub.base.Slice;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The leads before and after one in a list, found from where it stands: as quickly in the middle of a million. */
@Service
public class LeadNeighbours {
    private final LeadKeysetSql sql;
    private final LeadPager pager;
    private final LeadTotals totals;
    private final LeadFilters filters;
    private final Visibility visibility;

    LeadNeighbours(LeadKeysetSql sql, LeadPager pager, LeadTotals totals, LeadFilters filters, Visibility visibility) {
        this.sql = sql;
        this.pager = pager;
        this.totals = totals;
        this.filters = filters;
        this.visibility = visibility;
    }

    /** Their ids; empty at an end of the list. */
    public record Neighbours(OptionalLong previous, OptionalLong next) {}

    /** Those of a lead, which may have left the list meanwhile: then of where it would stand. The slice doesn't count. */
    public Neighbours of(Caller caller, LeadList list, Lead lead) {
        var filter = list.filter().seenBy(visibility.of(caller));
        return new Neighbours(
                behind(caller, filter, list.sort(), list.direction().reversed(), lead),
                behind(caller, filter, list.sort(), list.direction(), lead));
    }

    private OptionalLong behind(
            Caller caller, LeadFilter filter, LeadSort sort, LeadSort.Direction direction, Lead lead) {
        var workspaceId = caller.workspaceId();
        var conditions = filters.conditions(workspaceId, filter);
        var one = new LeadList(filter, sort, direction, new Slice(0, 1));
        var matching = Math.max(1, matching(workspaceId, filter, conditions));
        var way = pager.way(workspaceId, conditions, one, matching);
        return sql.page(workspaceId, conditions, one, position(sort, lead), way).stream()
                .mapToLong(found -> found.lead().id())
                .findFirst();
    }

    /** What the list itself has counted, as a rule; how the leads are found need not know it to the last one. */
    private long matching(long workspaceId, LeadFilter filter, LeadConditions conditions) {
        return filter.isOfTheMoment()
                ? totals.forThisMoment(workspaceId, conditions)
                : totals.remembered(workspaceId, conditions)
                        .orElseGet(() -> totals.fresh(workspaceId, conditions))
                        .leads();
    }

    private static LeadPosition position(LeadSort sort, Lead lead) {
        return new LeadPosition(
                switch (sort) {
                    case CREATED_AT -> lead.createdAt().toString();
                    case UPDATED_AT -> lead.updatedAt().toString();
                    case LEAD_SCORE -> Integer.toString(lead.leadScore());
                    case FIRST_NAME -> lead.firstName();
                    case LAST_NAME -> lead.lastName();
                    case EMAIL -> beginning(lead.email());
                },
                lead.id());
    }

    /** As much as the order looks at. */
    private static @Nullable String beginning(@Nullable String email) {
        return email == null
                ? null
                : email.substring(
                        0, email.offsetByCodePoints(0, Math.min(300, email.codePointCount(0, email.length()))));
    }
}
