package leadhub.leads;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Permission;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.NewLead;
import leadhub.tags.Tags;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes and changes many leads, each in its own way: in memory first, by the rules of {@link Leads}, and then all of them
 * in as many statements as a few, with an event for each. Nothing is written before {@link #write}, so whoever only wants
 * to know what would happen leaves that out.
 *
 * <p>Whether another lead has an external id isn't looked at, for that takes a statement: ask {@link KnownLeads#findAll}.
 */
@Service
public class LeadDrafts {
    private final ManyLeadWrites writes;
    private final LeadRules rules;
    private final LeadSql sql;
    private final Tags tags;
    private final Clock clock;

    LeadDrafts(ManyLeadWrites writes, LeadRules rules, LeadSql sql, Tags tags, Clock clock) {
        this.writes = writes;
        this.rules = rules;
        this.sql = sql;
        this.tags = tags;
        this.clock = clock;
    }

    /** What came of a wish. @param errors what speaks against it, in the API's names; nothing was done if there are any */
    public record Result(LeadDraft draft, Map<String, List<Refusal>> errors) {
        public boolean isRefused() {
            return !errors.isEmpty();
        }
    }

    /** Leads that are there and that the caller sees, by id; nobody else changes them until the transaction ends. */
    public Map<Long, LeadDraft> hold(Caller caller, Collection<Long> ids) {
        return byId(writes.lock(caller, ids, Permission.WRITE_LEADS));
    }

    /** The same as they are now, for whoever only wants to know. */
    public Map<Long, LeadDraft> read(Caller caller, Collection<Long> ids) {
        return byId(
                sql.find(caller.workspaceId(), ids.stream().mapToLong(id -> id).toArray()));
    }

    private static Map<Long, LeadDraft> byId(List<Lead> leads) {
        var drafts = new LinkedHashMap<Long, LeadDraft>();
        leads.forEach(lead -> drafts.put(lead.id(), new LeadDraft(lead, lead)));
        return drafts;
    }

    /** A new lead. */
    public Result create(Caller caller, NewLead wanted) {
        caller.require(Permission.WRITE_LEADS);
        var now = Times.now(clock);
        var checked = rules.checkAlone(caller, null, wanted.facts());
        if (!checked.errors().isEmpty()) {
            return new Result(new LeadDraft(null, Lead.blank().lead()), checked.errors());
        }
        var lead = rules.create(caller, wanted, withoutTags(checked.change()), now);
        return new Result(new LeadDraft(null, tagged(caller, lead, wanted.facts(), now)), Map.of());
    }

    /** What speaks against a lead, by the rules alone; null for a new one. */
    public Map<String, List<Refusal>> errors(Caller caller, @Nullable LeadDraft draft, LeadChange wanted) {
        return rules.checkAlone(caller, draft == null ? null : draft.lead(), wanted)
                .errors();
    }

    /** Changes a draft as {@code Leads.change} does a lead; nothing of it where something speaks against it. */
    public Result change(Caller caller, LeadDraft draft, LeadChange wanted) {
        var now = Times.now(clock);
        // By what it has become, for there is only so much room for custom fields.
        var checked = rules.checkAlone(caller, draft.lead(), wanted);
        if (checked.errors().isEmpty()) {
            var lead = rules.become(caller, draft.lead(), withoutTags(checked.change()), now);
            draft.become(tagged(caller, lead, wanted, now));
        }
        return new Result(draft, checked.errors());
    }

    private static LeadChange withoutTags(LeadChange change) {
        return change.tags().isSet() ? change.edit().tags(Change.keep()).build() : change;
    }

    /** Tags that it doesn't wear yet have no id before they are written. */
    private Lead tagged(Caller caller, Lead lead, LeadChange change, Instant now) {
        if (!change.tags().isSet()) {
            return lead;
        }
        var byKey = new LinkedHashMap<String, Lead.LeadTag>();
        Objects.requireNonNullElse(change.tags().over(null), List.<String>of())
                .forEach(name -> byKey.putIfAbsent(Tags.key(name), new Lead.LeadTag(0, name)));
        lead.tags().forEach(tag -> byKey.replace(Tags.key(tag.name()), tag));
        var worn = List.copyOf(byKey.values());
        return worn.equals(lead.tags()) ? lead : rules.withTags(caller, lead, worn, now);
    }

    /**
     * Writes what has changed, up to some thousands at once: new ones in their order. Held leads are changed, and their
     * drafts are then as they were written.
     */
    @Transactional
    public void write(Caller caller, Collection<LeadDraft> drafts) {
        caller.require(Permission.WRITE_LEADS);
        tag(caller, drafts);
        var changes = new ArrayList<LeadRecord.Change>();
        for (var draft : drafts) {
            var before = draft.before();
            if (before != null && draft.isChanged()) {
                var change = LeadRecord.Change.of(before, draft.lead());
                draft.become(change.after());
                changes.add(change);
            }
        }
        // A new one may get the external id that one of them has given up.
        writes.changeWhole(caller, changes);
        var added = drafts.stream().filter(LeadDraft::isNew).toList();
        var made =
                writes.add(caller, added.stream().map(LeadDraft::lead).toList()).iterator();
        added.forEach(draft -> draft.become(made.next()));
    }

    /** Makes the tags that aren't there, after the leads are held, as everybody takes them. */
    private void tag(Caller caller, Collection<LeadDraft> drafts) {
        var names = new LinkedHashSet<String>();
        for (var draft : drafts) {
            draft.lead().tags().stream().filter(tag -> tag.id() == 0).forEach(tag -> names.add(tag.name()));
        }
        if (names.isEmpty()) {
            return;
        }
        var known = new HashMap<String, Lead.LeadTag>();
        tags.ensure(caller, List.copyOf(names))
                .forEach(tag -> known.put(Tags.key(tag.name()), new Lead.LeadTag(tag.id(), tag.name())));
        for (var draft : drafts) {
            var lead = draft.lead();
            if (lead.tags().stream().anyMatch(tag -> tag.id() == 0)) {
                var worn = lead.tags().stream()
                        .map(tag -> tag.id() == 0 ? known.getOrDefault(Tags.key(tag.name()), tag) : tag)
                        .toList();
                draft.become(rules.withTags(caller, lead, worn, lead.get(LeadFields.UPDATED_AT)));
            }
        }
    }
}
