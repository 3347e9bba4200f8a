package leadhub.leads;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.scoring.ScoredLeads;
import leadhub.scoring.Scoring;
import org.springframework.stereotype.Component;

/** Answers what scoring asks of the leads. */
@Component
class LeadScores implements ScoredLeads {
    private final LeadScoreSql sql;
    private final Scoring scoring;
    private final LeadCounts counts;

    LeadScores(LeadScoreSql sql, Scoring scoring, LeadCounts counts) {
        this.sql = sql;
        this.scoring = scoring;
        this.counts = counts;
    }

    @Override
    public long count(Caller caller) {
        return counts.all(caller.workspaceId());
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
        return read(workspaceId, sql.lockAfter(workspaceId, id, most));
    }

    @Override
    public List<Scored> lockWrittenSince(long workspaceId, long transaction, long id, int most) {
        return read(workspaceId, sql.lockWrittenSince(workspaceId, transaction, id, most));
    }

    private List<Scored> read(long workspaceId, List<Long> ids) {
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

    /** Gives leads that were away the scores of today, within the transaction that brings them back. */
    List<Lead> today(Caller caller, List<Lead> leads) {
        var today = leads.stream()
                .map(lead -> lead.with(
                        LeadFields.LEAD_SCORE, scoring.points(caller, new LeadFacts(lead)) + lead.scoreAdjustment()))
                .toList();
        var changed = new ArrayList<Rescored>();
        for (var i = 0; i < leads.size(); i++) {
            var before = leads.get(i).leadScore();
            var after = today.get(i).leadScore();
            if (before != after) {
                changed.add(new Rescored(leads.get(i).id(), before, after));
            }
        }
        write(caller.workspaceId(), Json.write(caller.actor()), changed);
        return today;
    }

    private static Scored scored(Lead lead) {
        return new Scored(
                lead.id(),
                reader -> LeadNames.of(lead, reader),
                lead.leadScore(),
                lead.scoreAdjustment(),
                new LeadFacts(lead));
    }
}
