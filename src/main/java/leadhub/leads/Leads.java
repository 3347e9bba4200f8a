package leadhub.leads;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.events.PublicEventKind;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.NewLead;
import leadhub.tags.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, finds, changes and removes leads. */
@Service
public class Leads {
    private static final long MOST_ADJUSTMENT = 100_000;

    private final LeadSql sql;
    private final LeadRules rules;
    private final LeadWrites writes;
    private final Visibility visibility;
    private final Clock clock;

    Leads(LeadSql sql, LeadRules rules, LeadWrites writes, Visibility visibility, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.writes = writes;
        this.visibility = visibility;
        this.clock = clock;
    }

    /** The lead, if it is this workspace's. */
    public Lead get(Caller caller, long id) {
        return sql.find(caller.workspaceId(), id)
                .filter(lead -> visibility.sees(caller, lead))
                .orElseThrow(() -> writes.missing(caller, id));
    }

    /** The lead that another one has become part of, whoever has it; empty where that wasn't merged. */
    public Optional<Long> mergedInto(Caller caller, long id) {
        return sql.survivor(caller.workspaceId(), id);
    }

    /** What speaks against a change, field by field, in the API's names; empty where nothing does. */
    public Map<String, List<Refusal>> refusals(Caller caller, @Nullable Lead before, LeadChange change) {
        return rules.check(caller, before, change).errors();
    }

    /** The same of what comes in about somebody, who is the lead with that external id if there is one. */
    public Map<String, List<Refusal>> refusalsOfIntake(Caller caller, LeadChange facts) {
        return refusals(
                caller,
                null,
                facts.edit().put(LeadFields.EXTERNAL_ID, Change.keep()).build());
    }

    /** As much of what was sent as a lead can hold: tags and fields that don't fit are left off. */
    public LeadChange cutToFit(Caller caller, LeadChange sent) {
        return rules.cutToFit(caller, sent);
    }

    /** Makes a lead, always; whether it may be a duplicate stands in the answer. */
    @Transactional
    public Lead create(Caller caller, NewLead wanted) {
        caller.require(Permission.WRITE_LEADS);
        return writes.add(caller, rules.create(caller, wanted, Times.now(clock)));
    }

    /** Changes what is set. */
    @Transactional
    public Lead change(Caller caller, long id, LeadChange change) {
        return change(caller, id, before -> change);
    }

    /** The same, where what is wanted is read beside the lead as it is, which nobody else changes meanwhile. */
    @Transactional
    public Lead change(Caller caller, long id, Function<Lead, LeadChange> wanted) {
        var before = writes.lock(caller, id);
        return writes.change(caller, before, rules.change(caller, before, wanted.apply(before), Times.now(clock)));
    }

    /** Puts tags on a lead; those it wears already are left alone, those beyond the most it can wear are left off. */
    @Transactional
    public Lead tag(Caller caller, long id, List<String> names) {
        var before = writes.lock(caller, id);
        return writes.change(caller, before, rules.tagged(caller, before, names, Times.now(clock)));
    }

    /** Takes a tag off a lead; a tag it doesn't wear is not found. */
    @Transactional
    public Lead untag(Caller caller, long id, String name) {
        var before = writes.lock(caller, id);
        var left = before.tags().stream()
                .filter(tag -> !Tags.key(tag.name()).equals(Tags.key(name)))
                .toList();
        if (left.size() == before.tags().size()) {
            throw new Problem.NotFound(Refusal.of("lead.tag_not_found")).exception();
        }
        return writes.change(caller, before, rules.withTags(caller, before, left, Times.now(clock)));
    }

    /** Takes a tag off a lead; one that doesn't wear it is left alone. */
    @Transactional
    public void untagIfWorn(Caller caller, long id, long tagId) {
        var before = writes.lock(caller, id);
        var left = before.tags().stream().filter(tag -> tag.id() != tagId).toList();
        if (left.size() < before.tags().size()) {
            writes.change(caller, before, rules.withTags(caller, before, left, Times.now(clock)));
        }
    }

    /**
     * Gives a lead points of its own, beside those of the rules.
     *
     * @param points from -100,000 to 100,000; null takes them away
     */
    @Transactional
    public Lead adjustScore(Caller caller, long id, @Nullable Long points) {
        caller.require(Role.MANAGER);
        return adjusted(caller, writes.lock(caller, id), points == null ? 0 : points);
    }

    /** Adds to a lead's own points, or takes from them; no further than they may go by hand. */
    @Transactional
    public Lead addToScore(Caller caller, long id, long points) {
        caller.require(Role.MANAGER);
        var before = writes.lock(caller, id);
        var sum = before.scoreAdjustment() + points;
        return adjusted(caller, before, Math.clamp(sum, -MOST_ADJUSTMENT, MOST_ADJUSTMENT));
    }

    private Lead adjusted(Caller caller, Lead before, long adjustment) {
        if (Math.abs(adjustment) > MOST_ADJUSTMENT) {
            throw Problem.invalid(
                            "score_adjustment",
                            Refusal.of("between").with("min", -MOST_ADJUSTMENT).with("max", MOST_ADJUSTMENT))
                    .exception();
        }
        return writes.change(caller, before, rules.withAdjustment(caller, before, (int) adjustment, Times.now(clock)));
    }

    /** Removes a lead; for a time {@code DeletedLeads} can bring it back. */
    @Transactional
    public void delete(Caller caller, long id) {
        writes.remove(caller, writes.lock(caller, id, Permission.DELETE_LEADS));
    }

    /** Puts on a lead's timeline what came in about it, whole, as JSON. */
    public void received(Caller caller, long id, String sent) {
        writes.received(caller, id, sent);
    }

    /** Puts on a lead's timeline that its person has taken back what they sent, as whoever passed that on says. */
    public void withdrawn(Caller caller, long id) {
        writes.withdrawn(caller, id);
    }

    /** Tells of a form that a lead has sent: on its timeline, and to programs outside. @param sent all of it, as JSON */
    public void submitted(Caller caller, long id, String sent) {
        writes.lockAnybodys(caller, id).ifPresent(lead -> writes.submitted(caller, lead, sent));
    }

    /**
     * Tells programs outside of what happened in a conversation with a lead; that it began with the lead is on its timeline.
     *
     * @param detail what belongs to it, as JSON
     * @return false if the lead isn't there any more
     */
    public boolean talked(Caller caller, long id, PublicEventKind kind, String detail, long conversationId) {
        var lead = writes.lockAnybodys(caller, id);
        lead.ifPresent(found -> writes.talked(caller, found, kind, detail, conversationId));
        return lead.isPresent();
    }

    /** The lead, if it is still there, whoever has it; nobody else changes it until the transaction ends. For what a workspace does itself. */
    public Optional<Lead> hold(Caller caller, long id) {
        return writes.lockAnybodys(caller, id);
    }

    /** To be changed: nobody else does until the transaction ends. */
    public Lead lock(Caller caller, long id) {
        return writes.lock(caller, id);
    }

    /** The same, for what takes another permission. */
    public Lead lock(Caller caller, long id, Permission permission) {
        return writes.lock(caller, id, permission);
    }

    /** What is said of a lead that is not there, or not for the caller to see. */
    public static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("lead.not_found")).exception();
    }
}
