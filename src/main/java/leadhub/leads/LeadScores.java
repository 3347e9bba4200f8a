package leadhub.leads;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Caller;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFacts;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadNames;
import leadhub.scoring.ScoredLeads;
import leadhub.scoring.Scoring;
import org.springframework.stereotype.Component;

/** Answers what scoring asks of the leads. */
@Component
class LeadScores implements ScoredLeads {
    private final LeadScoreSql sql;
    private final Scoring scoring;
    private final LeadCounts counts;
    private final LeadRecord record;

    LeadScores(LeadScoreSql sql, Scoring scoring, LeadCounts counts, LeadRecord record) {
        this.record = record;
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
    public void write(Caller caller, List<Rescored> rescored) {
        write(
                caller,
                rescored.stream().map(one -> lead(one.lead())).toList(),
                rescored.stream()
                        .map(one -> lead(one.lead()).with(LeadFields.LEAD_SCORE, one.score()))
                        .toList());
    }

    /** The same, of leads with the scores that they had and have; as they are written. */
    List<Lead> write(Caller caller, List<Lead> before, List<Lead> after) {
        var written = new ArrayList<Lead>();
        var changes = new ArrayList<LeadRecord.Change>();
        for (var i = 0; i < before.size(); i++) {
            var change = LeadRecord.Change.of(before.get(i), after.get(i));
            written.add(change.after());
            if (change.after().leadScore() != change.before().leadScore()) {
                changes.add(change);
            }
        }
        if (!changes.isEmpty()) {
            sql.write(
                    caller.workspaceId(),
                    changes.stream().map(LeadRecord.Change::after).toList());
            record.rescored(caller, changes);
        }
        return written;
    }

    /** Leads that were away with the scores of today. */
    List<Lead> today(Caller caller, List<Lead> leads) {
        return leads.stream()
                .map(lead -> lead.with(
                        LeadFields.LEAD_SCORE, scoring.points(caller, new LeadFacts(lead)) + lead.scoreAdjustment()))
                .toList();
    }

    /** What is asked for points was made here. */
    private static Lead lead(Scored scored) {
        return ((LeadFacts) scored.facts()).lead();
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
