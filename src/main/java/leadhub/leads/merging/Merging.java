package leadhub.leads.merging;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.leads.KnownLeads;
import leadhub.leads.LeadMerges;
import leadhub.leads.Leads;
import leadhub.leads.Visibility;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a lead part of another one, and takes it out again for 30 days. Either is one transaction. Both leads are held, the
 * one with the lower id first, so that of two merges of the same leads one is refused.
 */
@Service
public class Merging {
    /** How long a merged lead can be taken out again. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** So many leads can be made one at once. */
    public static final int MOST = 10;

    private final LeadMerges merges;
    private final Leads leads;
    private final KnownLeads known;
    private final MergedLeadSql sql;
    private final Visibility visibility;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters") // the two verbs need all of them
    Merging(LeadMerges merges, Leads leads, KnownLeads known, MergedLeadSql sql, Visibility visibility, Clock clock) {
        this.merges = merges;
        this.leads = leads;
        this.known = known;
        this.sql = sql;
        this.visibility = visibility;
        this.clock = clock;
    }

    /**
     * What a merge comes to.
     *
     * @param lead the survivor as it is then
     * @param moved how many notes, tasks and so on come from the other lead, by kind
     */
    public record Outcome(Lead lead, Map<String, Long> moved) {}

    private record Pair(Lead survivor, Lead loser) {}

    /** Makes the second lead part of the first one, which is answered. */
    @Transactional
    public Outcome merge(Caller caller, long survivorId, long loserId, MergeChoices choices) {
        caller.require(Permission.WRITE_LEADS);
        var pair = pair(caller, survivorId, loserId, merges.lock(caller, survivorId, loserId));
        var moved = byKind(merges.count(caller, pair.loser()));
        var lead = merges.merge(
                caller, pair.survivor(), pair.loser(), MergeRules.merged(pair.survivor(), pair.loser(), choices));
        return new Outcome(lead, moved);
    }

    /**
     * Makes some leads part of the first one, one after the other, or none of them.
     *
     * @param winners the lead whose value is taken, by field as {@link MergeChoices} names it; elsewhere the rules decide
     */
    @Transactional
    public Outcome mergeAll(Caller caller, long survivorId, List<Long> loserIds, Map<String, Long> winners) {
        caller.require(Permission.WRITE_LEADS);
        if (loserIds.isEmpty() || loserIds.size() >= MOST) {
            throw Problem.invalid("lead_id", Refusal.of("in")).exception();
        }
        merges.lock(
                caller,
                LongStream.concat(LongStream.of(survivorId), loserIds.stream().mapToLong(id -> id))
                        .toArray());
        var moved = new TreeMap<String, Long>();
        var survivor = leads.get(caller, survivorId);
        for (var loserId : loserIds) {
            var outcome = merge(caller, survivorId, loserId, MergeChoices.of(winners, loserId));
            outcome.moved().forEach((kind, count) -> moved.merge(kind, count, Long::sum));
            survivor = outcome.lead();
        }
        return new Outcome(survivor, moved);
    }

    /** What that would come to; nothing is done. */
    @Transactional(readOnly = true)
    public Outcome preview(Caller caller, long survivorId, long loserId, MergeChoices choices) {
        caller.require(Permission.WRITE_LEADS);
        var pair = pair(caller, survivorId, loserId, merges.find(caller, survivorId, loserId));
        var lead = merges.scored(caller, MergeRules.merged(pair.survivor(), pair.loser(), choices));
        var isDuplicate = known.like(caller, lead).stream().anyMatch(other -> other.id() != loserId);
        return new Outcome(
                lead.with(LeadFields.POSSIBLE_DUPLICATE, isDuplicate), byKind(merges.count(caller, pair.loser())));
    }

    /** What would move with a lead that the caller was shown, by kind. */
    public Map<String, Long> moving(Caller caller, Lead loser) {
        return byKind(merges.count(caller, loser));
    }

    /** {@code notes} for the rows of {@code lead_notes}. */
    private static Map<String, Long> byKind(Map<String, Long> rows) {
        var byKind = new TreeMap<String, Long>();
        rows.forEach((table, count) ->
                byKind.put(table.startsWith("lead_") ? table.substring("lead_".length()) : table, count));
        return byKind;
    }

    /** Holds both, as {@link #merge} does; the first one is answered. */
    public Lead hold(Caller caller, long survivorId, long loserId) {
        merges.lock(caller, survivorId, loserId);
        return leads.lock(caller, survivorId);
    }

    private Pair pair(Caller caller, long survivorId, long loserId, Map<Long, Lead> found) {
        var survivor = found.get(survivorId);
        if (survivor == null || !visibility.sees(caller, survivor)) {
            throw merges.missing(caller, survivorId);
        }
        var loser = found.get(loserId);
        if (survivorId == loserId || loser == null || !visibility.sees(caller, loser)) {
            throw survivorId != loserId && isMerged(caller, loserId)
                    ? new Problem.Conflict(Refusal.of("lead.merge_with_merged")).exception()
                    : Problem.invalid("lead_id", Refusal.of("in")).exception();
        }
        return new Pair(survivor, loser);
    }

    private boolean isMerged(Caller caller, long leadId) {
        return merges.missing(caller, leadId) instanceof leadhub.base.ProblemException refused
                && refused.problem() instanceof Problem.Merged;
    }

    /**
     * Takes a lead out of the one that it has become part of, which is answered. What moved goes back; what the merge changed
     * and nobody since becomes what it was; all that came later stays with the survivor.
     */
    @Transactional
    public Lead unmerge(Caller caller, long survivorId, long loserId) {
        // Who comes by what the other lead had is neither of the two meanwhile.
        var survivor = hold(caller, survivorId, loserId);
        var merged = merges.merged(caller, survivorId, loserId, Times.now(clock).minus(KEPT))
                .orElseThrow(() -> new Problem.Conflict(Refusal.of("lead.not_merged")).exception());
        return merges.unmerge(caller, survivor, merged, MergeRules.unmerged(survivor, merged.before(), merged.after()));
    }

    /** What can be taken out of a lead that the caller was shown, the latest merged first. */
    public List<MergedLead> list(Caller caller, Lead lead) {
        return lead.mergedFrom().isEmpty()
                ? List.of()
                : sql.list(caller.workspaceId(), lead.id(), Times.now(clock).minus(KEPT));
    }

    /** Forgets what undoes merges that can't be undone any more. */
    void prune(long workspaceId) {
        merges.prune(workspaceId, Times.now(clock).minus(KEPT));
    }
}
