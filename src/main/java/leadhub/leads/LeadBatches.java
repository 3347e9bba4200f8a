package leadhub.leads;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
 * Makes and changes many leads, each in its own way: by the rules of {@link Leads}, with an event and an audit entry for
 * each, and with as many statements as for a few. What can't be done is said of each, and the others are done.
 */
@Service
public class LeadBatches {
    private final ManyLeadWrites writes;
    private final LeadRules rules;
    private final Tags tags;
    private final Clock clock;

    LeadBatches(ManyLeadWrites writes, LeadRules rules, Tags tags, Clock clock) {
        this.writes = writes;
        this.rules = rules;
        this.tags = tags;
        this.clock = clock;
    }

    /**
     * What came of one of them.
     *
     * @param before the lead as it was; null for a new one, or one that isn't there
     * @param after the lead as it is, the same where nothing was to be changed; null where it was refused or isn't there
     * @param errors what speaks against it, in the API's names; empty where nothing does
     */
    public record Outcome(
            @Nullable Lead before,
            @Nullable Lead after,
            Map<String, List<Refusal>> errors) {
        /** Whether it is there, and otherwise than before. */
        public boolean isDone() {
            return after != null && after != before;
        }
    }

    /** What is to become of a lead, asked while nobody else changes it. */
    public record Wanted(long id, Function<Lead, LeadChange> change) {}

    /**
     * Makes leads, always, in their order. Up to some thousands in a transaction; whether others are like them isn't
     * looked up, so {@code possible_duplicate} isn't set.
     */
    @Transactional
    public List<Outcome> create(Caller caller, List<NewLead> wanted) {
        caller.require(Permission.WRITE_LEADS);
        var now = Times.now(clock);
        var worn = tags(caller, wanted.stream().map(NewLead::facts).toList());
        var refused = new ArrayList<Outcome>();
        var leads = new ArrayList<Lead>();
        for (var one : wanted) {
            var checked = rules.check(caller, null, one.facts());
            refused.add(new Outcome(null, null, checked.errors()));
            if (checked.errors().isEmpty()) {
                var untagged = checked.change().edit().tags(Change.keep()).build();
                leads.add(tagged(caller, rules.create(caller, one, untagged, now), one.facts(), worn, now));
            }
        }
        var made = writes.add(caller, leads).iterator();
        return refused.stream()
                .map(one -> one.errors().isEmpty() ? new Outcome(null, made.next(), Map.of()) : one)
                .toList();
    }

    /**
     * Changes leads that the caller sees, each id once; the outcomes are in the order of what is wanted. What is wanted is
     * asked while the lead is held, and tags replace those that it wears, as everywhere.
     */
    @Transactional
    public List<Outcome> change(Caller caller, List<Wanted> wanted) {
        var now = Times.now(clock);
        var held = new HashMap<Long, Lead>();
        writes.lock(caller, wanted.stream().map(Wanted::id).toList(), Permission.WRITE_LEADS)
                .forEach(lead -> held.put(lead.id(), lead));
        var asked = new HashMap<Long, LeadChange>();
        for (var one : wanted) {
            var lead = held.get(one.id());
            if (lead != null) {
                asked.put(one.id(), one.change().apply(lead));
            }
        }
        // After the leads, as everybody takes them.
        var worn = tags(caller, List.copyOf(asked.values()));
        var changes = new ArrayList<LeadRecord.Change>();
        var outcomes = new ArrayList<Outcome>();
        for (var one : wanted) {
            var lead = held.get(one.id());
            var change = asked.get(one.id());
            outcomes.add(
                    lead == null || change == null
                            ? new Outcome(null, null, Map.of())
                            : changed(caller, lead, change, worn, now, changes));
        }
        writes.changeWhole(caller, changes);
        return outcomes;
    }

    private Outcome changed(
            Caller caller,
            Lead before,
            LeadChange wanted,
            Map<String, Lead.LeadTag> worn,
            Instant now,
            List<LeadRecord.Change> changes) {
        var checked = rules.check(caller, before, wanted);
        if (!checked.errors().isEmpty()) {
            return new Outcome(before, null, checked.errors());
        }
        var untagged = checked.change().edit().tags(Change.keep()).build();
        var after = tagged(caller, rules.become(caller, before, untagged, now), wanted, worn, now);
        if (after.equals(before)) {
            return new Outcome(before, before, Map.of());
        }
        var change = LeadRecord.Change.of(before, after);
        changes.add(change);
        return new Outcome(before, change.after(), Map.of());
    }

    private Lead tagged(
            Caller caller, Lead lead, LeadChange change, Map<String, Lead.LeadTag> worn, Instant now) {
        if (!change.tags().isSet()) {
            return lead;
        }
        var names = change.tags().over(null);
        var keys = new LinkedHashSet<String>();
        (names == null ? List.<String>of() : names).forEach(name -> keys.add(Tags.key(name)));
        var wears = keys.stream().map(worn::get).toList();
        return wears.equals(lead.get(LeadFields.TAGS)) ? lead : rules.withTags(caller, lead, wears, now);
    }

    /** All tags that are named, by their keys; unknown ones are made. */
    private Map<String, Lead.LeadTag> tags(Caller caller, List<LeadChange> changes) {
        var names = new LinkedHashSet<String>();
        for (var change : changes) {
            var named = change.tags().over(null);
            if (named != null) {
                names.addAll(named);
            }
        }
        var found = new HashMap<String, Lead.LeadTag>();
        tags.ensure(caller, List.copyOf(names))
                .forEach(tag -> found.put(Tags.key(tag.name()), new Lead.LeadTag(tag.id(), tag.name())));
        return found;
    }
}
