package leadhub.leads;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.scoring.ScoredLeads;
import org.springframework.stereotype.Component;

/** Answers what scoring asks of the leads. */
@Component
class LeadScores implements ScoredLeads {
    private final LeadScoreSql sql;
    private final LeadTotals totals;
    private final Folding folding;

    LeadScores(LeadScoreSql sql, LeadTotals totals, Folding folding) {
        this.sql = sql;
        this.totals = totals;
        this.folding = folding;
    }

    @Override
    public long count(Caller caller) {
        var all = LeadConditions.of(folding, caller.workspaceId(), LeadFilter.ALL);
        return totals.current(caller.workspaceId(), all).leads();
    }

    @Override
    public List<Scored> before(Caller caller, long id, int most) {
        return sql.before(caller.workspaceId(), id, most).stream()
                .map(LeadScores::scored)
                .toList();
    }

    @Override
    public List<Scored> lockAfter(long workspaceId, long id, int most) {
        // Read by a second statement: the one that waited for the locks would see new tags, but not yet their names.
        var ids = sql.lockAfter(workspaceId, id, most);
        return ids.isEmpty()
                ? List.of()
                : sql.read(workspaceId, ids).stream().map(LeadScores::scored).toList();
    }

    @Override
    public void write(long workspaceId, String actor, List<Rescored> leads) {
        if (!leads.isEmpty()) {
            sql.write(workspaceId, actor, leads);
        }
    }

    private static Scored scored(Lead lead) {
        return new Scored(lead.id(), LeadNames.of(lead), lead.leadScore(), lead.scoreAdjustment(), new LeadFacts(lead));
    }
}
