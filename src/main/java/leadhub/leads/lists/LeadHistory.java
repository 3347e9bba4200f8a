package leadhub.leads.lists;

import leadhub.base.Caller;
import leadhub.base.LargePages;
import leadhub.base.Listing;
import leadhub.base.Slice;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Service;

/** Tells programs what happened to a lead, whole; people see of it what fits on a page. */
@Service
public class LeadHistory {
    private final LeadHistorySql sql;
    private final LargePages large;

    LeadHistory(LeadHistorySql sql, LargePages large) {
        this.sql = sql;
        this.large = large;
    }

    /** One page of what happened to a lead that the caller was shown, the latest first. */
    public Listing<HistoryEntry> list(Caller caller, Lead lead, Slice slice) {
        var workspaceId = caller.workspaceId();
        return large.listing(workspaceId, () -> sql.contents(workspaceId, lead, slice), sql::find, HistoryEntry::id);
    }
}
