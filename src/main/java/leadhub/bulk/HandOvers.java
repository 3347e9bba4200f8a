package leadhub.bulk;

import leadhub.actions.ActionConfig;
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
            case HandOver.Nobody() -> ActionConfig.of("mode", "nobody");
            case HandOver.RoundRobin() -> ActionConfig.of("mode", "round_robin");
            case HandOver.To(var heir) -> ActionConfig.of("mode", "user").with("user_id", heir);
        };
        var theirs = LeadFilter.builder().assignedUserId(userId).build();
        changes.start(
                caller, new NewBulkChange("assign", wanted, "assigned_user_id"), new LeadSelection.Matching(theirs));
    }
}
