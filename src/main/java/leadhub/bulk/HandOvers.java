package leadhub.bulk;

import leadhub.base.Caller;
import leadhub.leads.lists.LeadFigures;
import leadhub.leads.lists.LeadFilter;
import leadhub.users.HandOver;
import leadhub.users.UserLeads;
import org.springframework.stereotype.Component;

/** Hands the leads of somebody who leaves over, as one change of many leads. */
@Component
class HandOvers implements UserLeads {
    private final BulkChanges changes;
    private final LeadFigures figures;

    HandOvers(BulkChanges changes, LeadFigures figures) {
        this.changes = changes;
        this.figures = figures;
    }

    @Override
    public long count(Caller caller, long userId) {
        return figures.ofOwner(caller, userId);
    }

    @Override
    public void handOver(Caller caller, long userId, HandOver to) {
        var wanted = switch (to) {
            case HandOver.Nobody() -> NewBulkChange.assign(null);
            case HandOver.RoundRobin() -> NewBulkChange.roundRobin();
            case HandOver.To(var heir) -> NewBulkChange.assign(heir);
        };
        var theirs = LeadFilter.asking().assignedUserId(userId).filter();
        changes.start(caller, wanted, new Picked.Matching(theirs));
    }
}
