package leadhub.emails.sending;

import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.leads.Leads;
import org.springframework.stereotype.Service;

/** Emails to a lead and from it, as one list. */
@Service
public class LeadCorrespondence {
    private final CorrespondenceSql sql;
    private final Leads leads;

    LeadCorrespondence(CorrespondenceSql sql, Leads leads) {
        this.sql = sql;
        this.leads = leads;
    }

    /** One page of them, the latest first. */
    public Page<Correspondence> list(Caller caller, long leadId, Slice slice) {
        return sql.list(caller.workspaceId(), leads.get(caller, leadId).id(), slice);
    }

    /** One of them. */
    public Correspondence.Whole get(Caller caller, long leadId, long id) {
        return sql.find(caller.workspaceId(), leads.get(caller, leadId).id(), id)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
    }
}
