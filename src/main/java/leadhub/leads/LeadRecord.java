package leadhub.leads;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.events.LeadEvents;
import leadhub.events.LeadSnapshot;
import leadhub.events.NewLeadEvent;
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
    private final Audit audit;
    private final Folding folding;
    private final Clock clock;

    LeadRecord(LeadEvents events, Audit audit, Folding folding, Clock clock) {
        this.events = events;
        this.audit = audit;
        this.folding = folding;
        this.clock = clock;
    }

    /** A lead before and after. */
    record Change(Lead before, Lead after) {}

    /** A lead with the number that it comes to by a change, which is written with it. */
    static Lead numbered(Lead before, Lead after) {
        var numbers = NewLeadEvent.numbers(LeadChanges.between(before, after));
        return after.with(LeadFields.EVENT_SEQUENCE, before.eventSequence() + numbers);
    }

    void created(Caller caller, Lead lead) {
        write(caller, "lead.created", List.of(lead), one -> {
            var after = snapshot(one);
            return new Written(NewLeadEvent.created(one.id(), after), null, after);
        });
    }

    void updated(Caller caller, List<Change> changes) {
        write(caller, "lead.updated", changes, change -> {
            var before = snapshot(change.before());
            var after = snapshot(change.after());
            var event = NewLeadEvent.updated(
                    change.after().id(),
                    before,
                    after,
                    LeadChanges.between(change.before(), change.after()),
                    change.after().eventSequence());
            return new Written(event, before, after);
        });
    }

    /** @param leads as they were */
    void deleted(Caller caller, List<Lead> leads) {
        write(caller, "lead.deleted", leads, lead -> {
            var before = snapshot(lead);
            return new Written(NewLeadEvent.deleted(lead.id(), before, lead.eventSequence() + 1), before, null);
        });
    }

    void restored(Caller caller, List<Lead> leads) {
        write(caller, "lead.restored", leads, lead -> {
            var after = snapshot(lead);
            return new Written(NewLeadEvent.restored(lead.id(), after, lead.eventSequence()), null, after);
        });
    }

    /** Other scores by other rules; the audit record names the rule only. */
    void rescored(Caller caller, List<Change> changes) {
        var rescored = changes.stream()
                .map(change -> NewLeadEvent.rescored(
                        change.after().id(),
                        snapshot(change.after()),
                        change.before().leadScore(),
                        change.after().leadScore(),
                        change.after().eventSequence()))
                .toList();
        events.record(caller, Times.now(clock), rescored);
    }

    /** Puts on a lead's timeline what came in about it. */
    void received(Caller caller, long id, String sent) {
        events.record(caller, Times.now(clock), NewLeadEvent.received(id, sent));
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
        var entries = new ArrayList<Audit.NewEntry>();
        for (var lead : leads) {
            var written = writing.apply(lead);
            newEvents.add(written.event());
            entries.add(written.entry());
        }
        events.record(caller, Times.now(clock), newEvents);
        audit.recordAll(caller, action, entries);
    }

    /** Its columns, as events keep them. */
    JsonNode columns(Lead lead) {
        return snapshot(lead).fields();
    }

    private LeadSnapshot snapshot(Lead lead) {
        return new LeadSnapshot(() -> spelled(lead));
    }

    /** Its columns, by which a filter can ask it later. */
    private String spelled(Lead lead) {
        var columns = new LinkedHashMap<String, Object>();
        LeadFields.KEPT_BY_EVENTS.forEach(field -> put(columns, field.column(), value(lead, field)));
        put(columns, "tags", lead.tags().isEmpty() ? null : lead.tagNames());
        put(columns, "search_text", searchText(lead));
        var folded = FoldedTexts.of(folding, lead);
        put(columns, "folded", folded == null ? null : Json.MAPPER.readTree(folded));
        return Json.write(columns);
    }

    private static @Nullable Object value(Lead lead, LeadField<?> field) {
        return switch (field.kind()) {
            case STATUS -> lead.status().word();
            case WHOLE -> field == LeadFields.SCORE_ADJUSTMENT && lead.scoreAdjustment() == 0 ? null : lead.get(field);
            case CUSTOM -> lead.customFields().equals("{}") ? null : Json.MAPPER.readTree(lead.customFields());
            case TAGS -> lead.tagIds();
            case TIME -> String.valueOf(lead.get(field));
            case TEXT, KEY, ID, MONEY, FLAG -> lead.get(field);
        };
    }

    private static void put(LinkedHashMap<String, Object> columns, String name, @Nullable Object value) {
        if (value != null) {
            columns.put(name, value);
        }
    }

    LeadIndex index(Caller caller, Lead lead) {
        return LeadIndex.of(folding, caller.workspaceId(), lead);
    }

    String searchText(Lead lead) {
        return LeadIndex.searchText(folding, lead);
    }
}
