package leadhub.leads;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.database.CopyRows;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadIndex;
import org.springframework.stereotype.Component;

/** Adds made-up leads by the ten thousand, with what they are found by; rules, events and the audit record are the caller's business. */
@Component
public class CopiedLeads {
    private final LeadCopySql sql;
    private final Folding folding;

    CopiedLeads(LeadCopySql sql, Folding folding) {
        this.sql = sql;
        this.folding = folding;
    }

    /** As many ids of leads to come. */
    public List<Long> newIds(int count) {
        return sql.newIds(count);
    }

    public static CopyRows rows() {
        return LeadCopySql.rows();
    }

    /** Adds a row to those that {@link #insert} takes. */
    public void write(Caller caller, CopyRows rows, Lead lead) {
        LeadCopySql.write(rows, lead, LeadIndex.of(folding, caller.workspaceId(), lead));
    }

    /** Within a transaction. */
    public void insert(Caller caller, byte[] rows) {
        sql.insert(caller.workspaceId(), rows);
    }
}
