package leadhub.leads;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Folding;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.events.FieldChange;
import leadhub.events.LeadEvents;
import leadhub.events.LeadSnapshot;
import leadhub.events.NewLeadEvent;
import leadhub.events.PublicEventKind;
import leadhub.leads.record.FoldedTexts;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChanges;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadIndex;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Writes down what became of leads, as events and in the audit record, and what a lead is found by. */
@Component
class LeadRecord {
    private final LeadEvents events;
    private final LeadContexts contexts;
    private final Audit audit;
    private final Folding folding;
    private final Clock clock;

    LeadRecord(LeadEvents events, LeadContexts contexts, Audit audit, Folding folding, Clock clock) {
        this.events = events;
        this.contexts = contexts;
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
        var names = contexts.names(caller);
        write(caller, "lead.created", leads, one -> {
            var after = snapshot(one);
            return new Written(NewLeadEvent.created(one.id(), after).in(context(names, one)), null, after);
        });
    }

    void updated(Caller caller, List<Change> changes) {
        var names = contexts.names(caller);
        write(caller, "lead.updated", changes, change -> {
            var before = snapshot(change.before());
            var after = snapshot(change.after());
            var event = NewLeadEvent.updated(
                    change.after().id(),
                    before,
                    after,
                    change.fields(),
                    change.after().eventSequence());
            return new Written(event.in(context(names, change.after())), before, after);
        });
    }

    /** @param leads as they were */
    void deleted(Caller caller, List<Lead> leads) {
        var names = contexts.names(caller);
        write(caller, "lead.deleted", leads, lead -> {
            var before = snapshot(lead);
            var event = NewLeadEvent.deleted(lead.id(), before, lead.eventSequence() + 1);
            return new Written(event.in(context(names, lead)), before, null);
        });
    }

    void restored(Caller caller, List<Lead> leads) {
        var names = contexts.names(caller);
        write(caller, "lead.restored", leads, lead -> {
            var after = snapshot(lead);
            var event = NewLeadEvent.restored(lead.id(), after, lead.eventSequence());
            return new Written(event.in(context(names, lead)), null, after);
        });
    }

    /** Another lead became part of one. */
    void merged(Caller caller, Change change, Lead other) {
        var names = contexts.names(caller);
        var before = snapshot(change.before());
        var after = snapshot(change.after());
        var gone = snapshot(other);
        var id = change.after().id();
        var event = NewLeadEvent.merged(
                        id,
                        before,
                        after,
                        change.fields(),
                        other.id(),
                        change.after().eventSequence())
                .in(context(names, change.after()));
        var into = NewLeadEvent.mergedInto(other.id(), gone, id);
        events.record(caller, Times.now(clock), List.of(into, event));
        audit.recordAll(caller, "lead.merged_into", List.of(new Audit.NewEntry(other.id(), gone.json(), null)));
        audit.recordAll(caller, "lead.merged", List.of(new Audit.NewEntry(id, before.json(), after.json())));
    }

    /** A lead that had become part of one is by itself again. */
    void unmerged(Caller caller, Change change, long otherId) {
        var names = contexts.names(caller);
        write(caller, "lead.unmerged", List.of(change), one -> {
            var before = snapshot(one.before());
            var after = snapshot(one.after());
            var event = NewLeadEvent.unmerged(
                    one.after().id(),
                    before,
                    after,
                    one.fields(),
                    otherId,
                    one.after().eventSequence());
            return new Written(event.in(context(names, one.after())), before, after);
        });
    }

    /** Other scores by other rules; the audit record names the rule only. */
    void rescored(Caller caller, List<Change> changes) {
        var names = contexts.names(caller);
        var rescored = changes.stream()
                .map(change -> NewLeadEvent.rescored(
                                change.after().id(),
                                snapshot(change.after()),
                                change.before().leadScore(),
                                change.after().leadScore(),
                                change.after().eventSequence())
                        .in(contextOfRescored(names, change)))
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
        var event = NewLeadEvent.submitted(lead.id(), whole(caller, lead), sent, lead.eventSequence());
        events.record(caller, Times.now(clock), event);
    }

    /** The same of what happened in a conversation with the lead. */
    void talked(Caller caller, Lead lead, PublicEventKind kind, String detail, long conversationId) {
        var event =
                NewLeadEvent.talked(kind, lead.id(), whole(caller, lead), detail, lead.eventSequence(), conversationId);
        events.record(caller, Times.now(clock), event);
    }

    private LeadSnapshot whole(Caller caller, Lead lead) {
        var names = contexts.names(caller);
        return new LeadSnapshot(() -> {
            var columns = keptColumns(lead);
            columns.putAll(names.of(lead));
            return Json.write(columns);
        });
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

    private static LeadSnapshot context(LeadContexts.Names names, Lead lead) {
        return new LeadSnapshot(() -> Json.write(names.of(lead)));
    }

    /**
     * A rescored lead isn't kept whole, for the event before tells of it, but for what its tags are called. Of a lead that
     * had no public event yet there may be none.
     */
    private static LeadSnapshot contextOfRescored(LeadContexts.Names names, LeadRecord.Change change) {
        var lead = change.after();
        return new LeadSnapshot(() -> {
            var context = change.before().eventSequence() == 0
                    ? columns(lead)
                    : new LinkedHashMap<String, @Nullable Object>();
            context.putAll(names.of(lead));
            context.put("tags", lead.tagNames());
            return Json.write(context);
        });
    }

    /** A lead as events keep it. */
    JsonNode kept(Lead lead) {
        return snapshot(lead).fields();
    }

    private LeadSnapshot snapshot(Lead lead) {
        return new LeadSnapshot(() -> Json.write(keptColumns(lead)));
    }

    /** Its columns, by which a filter can ask it later. */
    private Map<String, @Nullable Object> keptColumns(Lead lead) {
        var columns = columns(lead);
        put(columns, "search_text", searchText(lead));
        var folded = FoldedTexts.of(folding, lead);
        put(columns, "folded", folded == null ? null : Json.MAPPER.readTree(folded));
        return columns;
    }

    private static Map<String, @Nullable Object> columns(Lead lead) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        LeadFields.KEPT_BY_EVENTS.forEach(field -> put(columns, field.column(), value(lead, field)));
        put(columns, "tags", lead.tags().isEmpty() ? null : lead.tagNames());
        return columns;
    }

    private static @Nullable Object value(Lead lead, LeadField<?> field) {
        return switch (field.kind()) {
            case STATUS -> lead.status().word();
            case WHOLE -> field == LeadFields.SCORE_ADJUSTMENT && lead.scoreAdjustment() == 0 ? null : lead.get(field);
            case CUSTOM -> lead.customFields().equals("{}") ? null : Json.MAPPER.readTree(lead.customFields());
            case TAGS -> lead.tagIds();
            case IDS -> lead.mergedFrom().isEmpty() ? null : lead.mergedFrom();
            case TIME, DAY -> {
                var value = lead.get(field);
                yield value == null ? null : value.toString();
            }
            case TEXT, KEY, ID, MONEY, CURRENCY, FLAG -> lead.get(field);
        };
    }

    private static void put(Map<String, @Nullable Object> columns, String name, @Nullable Object value) {
        if (value != null) {
            columns.put(name, value);
        }
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
