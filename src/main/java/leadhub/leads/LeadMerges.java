package leadhub.leads;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.leads.record.Lead;
import org.springframework.stereotype.Component;

/** Makes leads part of others, and takes them out again: written, moved and remembered. {@code leads.merging} says what becomes of them. */
@Component
public class LeadMerges {
    private final LeadMergeSql sql;
    private final Tools tools;
    private final RestoredLeads restored;
    private final List<LeadMergeListener> listeners;
    private final Clock clock;

    LeadMerges(LeadMergeSql sql, Tools tools, RestoredLeads restored, List<LeadMergeListener> listeners, Clock clock) {
        this.sql = sql;
        this.tools = tools;
        this.restored = restored;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** How leads are read, deleted, written and remembered otherwise, and what belongs to them moves. */
    @Component
    record Tools(
            LeadSql leads,
            LeadDeletionSql deletion,
            LeadWrites writes,
            LeadRules rules,
            LeadRecord record,
            MovedPartSql parts) {}

    /** Those of two leads that are there, by id; nobody else changes them until the transaction ends. */
    public Map<Long, Lead> lock(Caller caller, long one, long other) {
        lock(caller, new long[] {one, other});
        return find(caller, one, other);
    }

    /** Nobody else changes any of them until the transaction ends. */
    public void lock(Caller caller, long[] ids) {
        sql.lock(caller.workspaceId(), ids);
    }

    /** The same without holding them. */
    public Map<Long, Lead> find(Caller caller, long one, long other) {
        return tools.leads().find(caller.workspaceId(), new long[] {one, other}).stream()
                .collect(Collectors.toMap(Lead::id, Function.identity()));
    }

    /** What is said of a lead that isn't there, or not for the caller to see. */
    public RuntimeException missing(Caller caller, long id) {
        return tools.writes().missing(caller, id);
    }

    /** The same lead with the score of today. */
    public Lead scored(Caller caller, Lead lead) {
        return tools.rules().scored(caller, lead, Times.now(clock));
    }

    /** How many rows would move with a lead, by their tables. */
    public Map<String, Long> count(Caller caller, Lead lead) {
        return tools.parts().count(caller.workspaceId(), lead.id());
    }

    /**
     * Makes a lead part of another one; both are held. The answer is the other one as it is then.
     *
     * @param wanted what the other one becomes
     */
    public Lead merge(Caller caller, Lead survivor, Lead loser, Lead wanted) {
        var workspaceId = caller.workspaceId();
        var now = Times.now(clock);
        var moved = tools.parts().move(workspaceId, loser.id(), survivor.id());
        tools.deletion().delete(caller, new long[] {loser.id()}, now);
        sql.keep(caller, loser.id(), survivor.id(), moved, now);
        var change = LeadRecord.Change.ofMerge(survivor, scored(caller, wanted));
        write(caller, change);
        sql.kept(workspaceId, loser.id(), survivor.id());
        tools.record().merged(caller, change, loser);
        listeners.forEach(listener -> listener.merged(caller, change.before(), loser, change.after()));
        return tools.leads().find(workspaceId, survivor.id()).orElseThrow();
    }

    private void write(Caller caller, LeadRecord.Change change) {
        sql.updateFixed(caller.workspaceId(), change.before(), change.after());
        tools.writes().write(caller, change.before(), change.after());
    }

    /**
     * A merge that can be undone.
     *
     * @param before the survivor before it
     * @param after the survivor after it
     * @param moved what moved
     */
    public record Merged(long leadId, Lead before, Lead after, String moved) {}

    /** The merge by which a lead became part of another one, which is held, since then. */
    public Optional<Merged> merged(Caller caller, long survivorId, long leadId, Instant since) {
        return sql.find(caller.workspaceId(), leadId, survivorId, since)
                .map(kept -> new Merged(leadId, kept.before(), kept.after(), kept.moved()));
    }

    /**
     * Takes a lead out of another one, which is held. The answer is the other one as it is then.
     *
     * @param wanted what the other one becomes
     */
    public Lead unmerge(Caller caller, Lead survivor, Merged merged, Lead wanted) {
        var workspaceId = caller.workspaceId();
        var now = Times.now(clock);
        // First the other one: it may have to give back what only one lead can have.
        var change = LeadRecord.Change.of(survivor, scored(caller, wanted));
        write(caller, change);
        sql.takeOut(caller, merged.leadId(), now);
        var back = restored.take(caller, null, new long[] {merged.leadId()}, now, now);
        tools.parts().moveBack(workspaceId, survivor.id(), merged.leadId(), merged.moved());
        var others = new ArrayList<Long>();
        back.forEach(lead -> others.addAll(lead.mergedFrom()));
        if (!others.isEmpty()) {
            sql.sendBack(workspaceId, others.stream().mapToLong(id -> id).toArray(), merged.leadId());
        }
        tools.record().unmerged(caller, change, merged.leadId());
        return tools.leads().find(workspaceId, survivor.id()).orElseThrow();
    }

    /** Forgets what undoes merges of before then; the merges themselves stay. */
    public void prune(long workspaceId, Instant before) {
        sql.prune(workspaceId, before);
    }
}
