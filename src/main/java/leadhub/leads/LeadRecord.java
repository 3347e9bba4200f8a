package leadhub.leads;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Folding;
import leadhub.base.Times;
import leadhub.events.FieldChange;
import leadhub.events.LeadEvents;
import leadhub.events.LeadSnapshot;
import leadhub.events.NewLeadEvent;
import leadhub.events.PublicEventKind;
import leadhub.leads.record.FoldedTexts;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChanges;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadIndex;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Writes down what became of leads, as events and in the audit record, and what a lead is found by. */
@Component
class LeadRecord {
    private final LeadEvents events;
    private final LeadSnapshots snapshots;
    private final Audit audit;
    private final Folding folding;
    private final Clock clock;

    LeadRecord(LeadEvents events, LeadSnapshots snapshots, Audit audit, Folding folding, Clock clock) {
        this.events = events;
        this.snapshots = snapshots;
        this.audit = audit;
        this.folding = folding;
        this.clock = clock;
    }

    /**
     * A lead before and after.
     *
     * @param fields what it changed, which is told
     */
    record Change(Lead before, Lead after, Map<String, FieldChange> fields) {

        /** The lead as it becomes has the number that it comes to by the change, which is written with it. */
        static Change of(Lead before, Lead wanted) {
            var fields = LeadChanges.between(before, wanted);
            var sequence = before.eventSequence() + NewLeadEvent.numbers(fields);
            return new Change(before, wanted.with(LeadFields.EVENT_SEQUENCE, sequence), fields);
        }

        /** The same of a lead that another one becomes part of, which is told first. */
        static Change ofMerge(Lead before, Lead wanted) {
            var change = of(before, wanted);
            var sequence = change.after().eventSequence() + 1;
            return new Change(before, wanted.with(LeadFields.EVENT_SEQUENCE, sequence), change.fields());
        }

        /** The same as it was written in the end; what is told of a lead is what it was going to be. */
        Change written(Lead lead) {
            return new Change(before, lead, fields);
        }
    }

    void created(Caller caller, List<Lead> leads) {
        var names = snapshots.names(caller);
        write(caller, "lead.created", leads, one -> {
            var after = snapshots.of(one);
            return new Written(
                    NewLeadEvent.created(one.id(), after).in(LeadSnapshots.context(names, one)), null, after);
        });
    }

    void updated(Caller caller, List<Change> changes) {
        var names = snapshots.names(caller);
        write(caller, "lead.updated", changes, change -> {
            var before = snapshots.of(change.before());
            var after = snapshots.of(change.after());
            var event = NewLeadEvent.updated(
                    change.after().id(),
                    before,
                    after,
                    change.fields(),
                    change.after().eventSequence());
            return new Written(event.in(LeadSnapshots.context(names, change.after())), before, after);
        });
    }

    /** @param leads as they were */
    void deleted(Caller caller, List<Lead> leads) {
        var names = snapshots.names(caller);
        write(caller, "lead.deleted", leads, lead -> {
            var before = snapshots.of(lead);
            var event = NewLeadEvent.deleted(lead.id(), before, lead.eventSequence() + 1);
            return new Written(event.in(LeadSnapshots.context(names, lead)), before, null);
        });
    }

    void restored(Caller caller, List<Lead> leads) {
        var names = snapshots.names(caller);
        write(caller, "lead.restored", leads, lead -> {
            var after = snapshots.of(lead);
            var event = NewLeadEvent.restored(lead.id(), after, lead.eventSequence());
            return new Written(event.in(LeadSnapshots.context(names, lead)), null, after);
        });
    }

    /** Another lead became part of one. */
    void merged(Caller caller, Change change, Lead other) {
        var names = snapshots.names(caller);
        var before = snapshots.of(change.before());
        var after = snapshots.of(change.after());
        var gone = snapshots.of(other);
        var id = change.after().id();
        var event = NewLeadEvent.merged(
                        id,
                        before,
                        after,
                        change.fields(),
                        other.id(),
                        change.after().eventSequence())
                .in(LeadSnapshots.context(names, change.after()));
        var into = NewLeadEvent.mergedInto(other.id(), gone, id);
        events.record(caller, Times.now(clock), List.of(into, event));
        audit.recordAll(caller, "lead.merged_into", List.of(new Audit.NewEntry(other.id(), gone.json(), null)));
        audit.recordAll(caller, "lead.merged", List.of(new Audit.NewEntry(id, before.json(), after.json())));
    }

    /** A lead that had become part of one is by itself again. */
    void unmerged(Caller caller, Change change, long otherId) {
        var names = snapshots.names(caller);
        write(caller, "lead.unmerged", List.of(change), one -> {
            var before = snapshots.of(one.before());
            var after = snapshots.of(one.after());
            var event = NewLeadEvent.unmerged(
                    one.after().id(),
                    before,
                    after,
                    one.fields(),
                    otherId,
                    one.after().eventSequence());
            return new Written(event.in(LeadSnapshots.context(names, one.after())), before, after);
        });
    }

    /** Other scores by other rules; the audit record names the rule only. */
    void rescored(Caller caller, List<Change> changes) {
        var names = snapshots.names(caller);
        var rescored = changes.stream()
                .map(change -> NewLeadEvent.rescored(
                                change.after().id(),
                                snapshots.of(change.after()),
                                change.before().leadScore(),
                                change.after().leadScore(),
                                change.after().eventSequence())
                        .in(LeadSnapshots.contextOfRescored(names, change)))
                .toList();
        events.record(caller, Times.now(clock), rescored);
    }

    /** Puts on a lead's timeline what came in about it. */
    void received(Caller caller, long id, String sent) {
        events.record(caller, Times.now(clock), NewLeadEvent.received(id, sent));
    }

    /** The same of its being taken back. */
    void withdrawn(Caller caller, long id) {
        events.record(caller, Times.now(clock), NewLeadEvent.withdrawn(id));
    }

    /** The same of a form that the lead sent, which programs outside are told of. */
    void submitted(Caller caller, Lead lead, String sent) {
        var event = NewLeadEvent.submitted(lead.id(), snapshots.whole(caller, lead), sent, lead.eventSequence());
        events.record(caller, Times.now(clock), event);
    }

    /** The same of what happened in a conversation with the lead. */
    void talked(Caller caller, Lead lead, PublicEventKind kind, String detail, long conversationId) {
        var event = NewLeadEvent.talked(
                kind, lead.id(), snapshots.whole(caller, lead), detail, lead.eventSequence(), conversationId);
        events.record(caller, Times.now(clock), event);
    }

    private record Written(
            NewLeadEvent event,
            @Nullable LeadSnapshot before,
            @Nullable LeadSnapshot after) {
        Audit.NewEntry entry() {
            return new Audit.NewEntry(
                    event.leadId(), before == null ? null : before.json(), after == null ? null : after.json());
        }
    }

    private <T> void write(Caller caller, String action, List<T> leads, Function<T, Written> writing) {
        var newEvents = new ArrayList<NewLeadEvent>();
        var entries = new ArrayList<Written>();
        for (var lead : leads) {
            var written = writing.apply(lead);
            newEvents.add(written.event());
            entries.add(written);
        }
        events.record(caller, Times.now(clock), newEvents);
        // Of an import the audit record tells once; each lead's event names it.
        if (caller.actor().kind() != Actor.Kind.IMPORT) {
            audit.recordAll(caller, action, entries.stream().map(Written::entry).toList());
        }
    }

    /** A lead as events keep it. */
    JsonNode kept(Lead lead) {
        return snapshots.of(lead).fields();
    }

    /** Its texts as filters compare them; null where the database can tell by itself. */
    @Nullable
    String folded(Lead lead) {
        return FoldedTexts.of(folding, lead);
    }

    LeadIndex index(Caller caller, Lead lead) {
        return LeadIndex.of(folding, caller.workspaceId(), lead);
    }

    String searchText(Lead lead) {
        return LeadIndex.searchText(folding, lead);
    }
}
