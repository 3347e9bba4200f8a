package leadhub.leads;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Times;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.StateChange;
import leadhub.tags.Tag;
import leadhub.tags.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does to many leads what {@link Leads} does to one: by the same rules, with an event and an audit entry for each, and
 * with as many statements as for one. Leads that are gone, that the caller doesn't see, that are so already or that can't
 * become so are left alone. They are held in the order of their ids, so that two who change many never wait in a circle.
 */
@Service
public class ManyLeads {
    private final ManyLeadWrites writes;
    private final LeadRules rules;
    private final Tags tags;
    private final Clock clock;

    ManyLeads(ManyLeadWrites writes, LeadRules rules, Tags tags, Clock clock) {
        this.writes = writes;
        this.rules = rules;
        this.tags = tags;
        this.clock = clock;
    }

    /** A lead that was changed; null after it was deleted. */
    public record Changed(Lead before, @Nullable Lead after) {}

    /** What is to become of a lead. */
    @FunctionalInterface
    public interface Wish {
        /** Null leaves it alone. */
        @Nullable
        StateChange of(Lead lead);
    }

    /** The next leads after an id, whoever has them; nobody else changes them until the transaction ends. */
    public List<Lead> holdNext(Caller caller, long after, int most) {
        return writes.lockNext(caller, after, most);
    }

    /** Those of the leads that are there; nobody else changes them until the transaction ends. */
    List<Long> holdThese(Caller caller, Collection<Long> ids) {
        return writes.lock(caller, ids, Permission.DELETE_LEADS).stream()
                .map(Lead::id)
                .toList();
    }

    /** Changes where the leads stand; those that were changed. */
    @Transactional
    public List<Changed> change(Caller caller, Collection<Long> ids, Wish wish) {
        var now = Times.now(clock);
        var checked = new HashMap<StateChange, LeadRefusals.Checked>();
        var changed = new ArrayList<LeadRecord.Change>();
        for (var lead : writes.lock(caller, ids, Permission.WRITE_LEADS)) {
            var wanted = wish.of(lead);
            if (wanted == null || wanted.equals(StateChange.NONE)) {
                continue;
            }
            // What is checked, stage and owner, is the same for all leads.
            var possible = checked.computeIfAbsent(wanted, one -> rules.check(caller, lead, LeadChange.of(one)));
            if (possible.errors().isEmpty()) {
                add(changed, lead, rules.become(caller, lead, possible.change(), now));
            }
        }
        return written(caller, changed);
    }

    /** Puts a tag on those that don't wear it and have room for it. */
    @Transactional
    public List<Changed> tag(Caller caller, Collection<Long> ids, Tag tag) {
        var now = Times.now(clock);
        var changed = new ArrayList<LeadRecord.Change>();
        var held = writes.lock(caller, ids, Permission.WRITE_LEADS);
        // After the leads, as everybody takes them.
        if (tags.hold(caller, tag.id()).isEmpty()) {
            throw new ConcurrencyFailureException("A tag went while leads were given it.");
        }
        for (var lead : held) {
            if (lead.tags().size() < Lead.MOST_TAGS && !wears(lead, tag.id())) {
                var worn = new ArrayList<>(lead.tags());
                worn.add(new Lead.LeadTag(tag.id(), tag.name()));
                add(changed, lead, rules.withTags(caller, lead, worn, now));
            }
        }
        return written(caller, changed);
    }

    /** Takes a tag off those that wear it. */
    @Transactional
    public List<Changed> untag(Caller caller, Collection<Long> ids, long tagId) {
        var now = Times.now(clock);
        var changed = new ArrayList<LeadRecord.Change>();
        for (var lead : writes.lock(caller, ids, Permission.WRITE_LEADS)) {
            if (wears(lead, tagId)) {
                var left = lead.tags().stream().filter(tag -> tag.id() != tagId).toList();
                add(changed, lead, rules.withTags(caller, lead, left, now));
            }
        }
        return written(caller, changed);
    }

    /** Removes them; for a time {@code DeletedLeads} can bring them back. */
    @Transactional
    public List<Changed> delete(Caller caller, Collection<Long> ids) {
        var gone = writes.lock(caller, ids, Permission.DELETE_LEADS).stream()
                .map(lead -> new Changed(lead, null))
                .toList();
        writes.remove(caller, gone.stream().map(Changed::before).toList());
        return gone;
    }

    private static boolean wears(Lead lead, long tagId) {
        return lead.tags().stream().anyMatch(tag -> tag.id() == tagId);
    }

    private static void add(List<LeadRecord.Change> changed, Lead before, Lead after) {
        if (!after.equals(before)) {
            changed.add(LeadRecord.Change.of(before, after));
        }
    }

    private List<Changed> written(Caller caller, List<LeadRecord.Change> changed) {
        writes.change(caller, changed);
        return changed.stream()
                .map(one -> new Changed(one.before(), one.after()))
                .toList();
    }
}
