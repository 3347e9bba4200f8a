package leadhub.leads;

import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.Json;
import leadhub.events.LeadSnapshot;
import leadhub.leads.LeadRecord.Change;
import leadhub.leads.record.FoldedTexts;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadIndex;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leads as events and the audit record keep them. */
@Component
class LeadSnapshots {
    private final LeadContexts contexts;
    private final Folding folding;

    LeadSnapshots(LeadContexts contexts, Folding folding) {
        this.contexts = contexts;
        this.folding = folding;
    }

    LeadContexts.Names names(Caller caller) {
        return contexts.names(caller);
    }

    /** A lead as events keep it. */
    LeadSnapshot of(Lead lead) {
        return new LeadSnapshot(() -> Json.write(keptColumns(lead)));
    }

    /** A lead with what its ids are called, for an event that is told by itself. */
    LeadSnapshot whole(Caller caller, Lead lead) {
        var names = names(caller);
        return new LeadSnapshot(() -> {
            var columns = keptColumns(lead);
            columns.putAll(names.of(lead));
            return Json.write(columns);
        });
    }

    /** What the ids of a lead are called. */
    static LeadSnapshot context(LeadContexts.Names names, Lead lead) {
        return new LeadSnapshot(() -> Json.write(names.of(lead)));
    }

    /**
     * A rescored lead isn't kept whole, for the event before tells of it, but for what its tags are called. Of a lead that
     * had no public event yet there may be none.
     */
    static LeadSnapshot contextOfRescored(LeadContexts.Names names, Change change) {
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

    /** Its columns, by which a filter can ask it later. */
    private Map<String, @Nullable Object> keptColumns(Lead lead) {
        var columns = columns(lead);
        put(columns, "search_text", LeadIndex.searchText(folding, lead));
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
}
