package leadhub.bulk;

import leadhub.base.Caller;
import leadhub.leads.lists.LeadLists;
import org.springframework.stereotype.Component;

/** Stores which leads a change is about. */
@Component
class BulkItems {
    private final BulkItemSql sql;
    private final LeadLists lists;

    BulkItems(BulkItemSql sql, LeadLists lists) {
        this.sql = sql;
        this.lists = lists;
    }

    /** Stores the selected leads, of which there may be a million; returns how many. */
    int add(Caller caller, long id, LeadSelection picked) {
        sql.allowLong();
        return switch (picked) {
            case LeadSelection.Some(var ids) ->
                sql.add(
                        caller.workspaceId(),
                        id,
                        ids.stream().mapToLong(one -> one).toArray());
            case LeadSelection.Matching(var filter, var sent) ->
                sql.add(caller.workspaceId(), id, lists.matching(caller, filter));
        };
    }

    /** Stores the leads that another change has changed; returns how many. */
    int addChangedBy(Caller caller, long id, long other) {
        sql.allowLong();
        return sql.addChangedBy(caller.workspaceId(), id, other);
    }
}
