package leadhub.leads;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Takes changes of leads back for those who made them, as a new change, unless somebody has changed the same since. */
@Service
public class LeadUndos {
    /** How long a change can be undone. */
    static final Duration UNDONE = Duration.ofHours(1);

    private final LeadUndoSql sql;
    private final LeadRules rules;
    private final LeadWrites writes;
    private final LeadRecord record;
    private final LeadDrafts drafts;
    private final ManyLeads many;
    private final KnownLeads known;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters") // of one lead it goes by other ways than of many
    LeadUndos(
            LeadUndoSql sql,
            LeadRules rules,
            LeadWrites writes,
            LeadRecord record,
            LeadDrafts drafts,
            ManyLeads many,
            KnownLeads known,
            Clock clock) {
        this.drafts = drafts;
        this.many = many;
        this.sql = sql;
        this.rules = rules;
        this.writes = writes;
        this.record = record;
        this.known = known;
        this.clock = clock;
    }

    /**
     * Undoes the caller's own change of a lead. An agent may undo having given it away.
     *
     * @param sequence the number that the lead came to by the change
     */
    @Transactional
    public Lead undo(Caller caller, long leadId, long sequence) {
        var changed = sql.find(caller.workspaceId(), leadId, sequence)
                .filter(one -> one.actor().kind() == Actor.Kind.USER
                        && one.actor().id() == caller.actor().id())
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("record.not_found")).exception());
        if (!changed.at().isAfter(Times.now(clock).minus(UNDONE))) {
            throw conflict();
        }
        var owner = owner(changed.before());
        var lead = owner == owner(changed.after())
                ? writes.lock(caller, leadId)
                : writes.lock(caller, leadId, Permission.WRITE_LEADS, owner);
        var back = LeadUndo.of(changed.before(), changed.after(), record.kept(lead))
                .orElseThrow(LeadUndos::conflict);
        return writes.change(caller, lead, undone(caller, lead, back));
    }

    /**
     * Takes changes of one cause back, field by field; what somebody has changed since stays, and so does what can't be
     * given back: an external id that another lead has by now, a person or an option that is gone. Leads that are gone are left.
     *
     * @param sequences the number that each lead came to by its change
     * @return of how many leads something stayed
     */
    @Transactional
    public int undoChanges(Caller caller, List<Long> leadIds, List<Long> sequences) {
        var all = sql.findAll(caller.workspaceId(), leadIds, sequences);
        var lost = new ArrayList<@Nullable String>();
        all.forEach(changed -> lost.add(externalIdBefore(changed)));
        var bearers = known.byExternalIds(caller, lost);
        var held = drafts.hold(caller, leadIds);
        var kept = 0;
        for (var place = 0; place < all.size(); place++) {
            var changed = all.get(place);
            var draft = held.get(changed.leadId());
            if (draft == null) {
                continue;
            }
            var back = LeadUndo.partOf(changed.before(), changed.after(), record.kept(draft.lead()));
            var bearer = bearers.get(place);
            var isTaken = bearer != 0
                    && bearer != changed.leadId()
                    && back.change().of(LeadFields.EXTERNAL_ID).over(null) != null;
            var possible = isTaken ? back.change().without(LeadFields.EXTERNAL_ID) : back.change();
            kept += takeBack(caller, draft, possible) && back.isWhole() && !isTaken ? 0 : 1;
        }
        drafts.write(caller, held.values().stream().filter(LeadDraft::isChanged).toList());
        return kept;
    }

    private static @Nullable String externalIdBefore(LeadUndoSql.ChangedLead changed) {
        var column = LeadFields.EXTERNAL_ID.column();
        var before = changed.before().path(column);
        return before.isString() && !before.equals(changed.after().path(column)) ? before.asString() : null;
    }

    /** Changes a draft but for the fields of which something speaks against it; whether all of it was done. */
    private boolean takeBack(Caller caller, LeadDraft draft, LeadChange change) {
        var errors = drafts.change(caller, draft, change).errors();
        if (errors.isEmpty()) {
            return true;
        }
        drafts.change(caller, draft, change.withoutNamed(errors.keySet()));
        return false;
    }

    /**
     * Removes leads that the caller has made, unless somebody has changed them, written about them or done something with
     * them since; what automations and rules did doesn't count.
     *
     * @return how many stayed
     */
    @Transactional
    public int undoCreations(Caller caller, List<Long> leadIds) {
        var held = many.holdThese(caller, leadIds);
        var touched = sql.touched(caller.workspaceId(), held, caller.actor());
        many.delete(caller, held.stream().filter(id -> !touched.contains(id)).toList());
        return touched.size();
    }

    private static long owner(JsonNode lead) {
        return lead.path(LeadFields.ASSIGNED_USER_ID.column()).asLong(0);
    }

    private Lead undone(Caller caller, Lead lead, LeadUndo back) {
        var now = Times.now(clock);
        try {
            var undone = rules.change(caller, lead, back.change(), now);
            var points = back.adjustment();
            if (points == null) {
                return undone;
            }
            caller.require(Role.MANAGER);
            return rules.withAdjustment(caller, undone, points, now);
        } catch (ProblemException e) {
            // What it had is gone: a stage, a person.
            throw e.problem() instanceof Problem.Invalid ? conflict() : e;
        }
    }

    private static ProblemException conflict() {
        return new Problem.Conflict(Refusal.of("lead.changed_since")).exception();
    }
}
