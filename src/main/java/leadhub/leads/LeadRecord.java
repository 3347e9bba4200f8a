package leadhub.leads;

import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.Times;
import leadhub.events.LeadEvents;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what became of a lead, as an event and in the audit record, and what a lead is found by. */
@Component
class LeadRecord {
    private final LeadEvents events;
    private final Audit audit;
    private final LeadRecordSql sql;
    private final Folding folding;
    private final Clock clock;

    LeadRecord(LeadEvents events, Audit audit, LeadRecordSql sql, Folding folding, Clock clock) {
        this.events = events;
        this.audit = audit;
        this.sql = sql;
        this.folding = folding;
        this.clock = clock;
    }

    /**
     * One lead before and after; null where it wasn't or isn't any more.
     *
     * @param what {@code created}, {@code updated}, {@code deleted}, {@code restored}
     */
    void written(Caller caller, String what, @Nullable Lead before, @Nullable Lead after) {
        var lead = after != null ? after : before;
        if (lead == null) {
            return;
        }
        var memoryBefore = before == null ? null : memory(before);
        var memoryAfter = after == null ? null : memory(after);
        events.record(caller, "lead." + what, lead.id(), Times.now(clock), memoryBefore, memoryAfter, null);
        audit.record(caller, "lead." + what, lead.id(), memoryBefore, memoryAfter);
    }

    /** The same of many; a list is empty where none were before or none are after, else they go in pairs. */
    void writtenAll(Caller caller, String what, List<Lead> before, List<Lead> after) {
        var leads = after.isEmpty() ? before : after;
        var memories = IntStream.range(0, leads.size())
                .mapToObj(i -> new LeadRecordSql.Memory(
                        leads.get(i).id(),
                        before.isEmpty() ? null : memory(before.get(i)),
                        after.isEmpty() ? null : memory(after.get(i))))
                .toList();
        sql.insert(caller, "lead." + what, memories, Times.now(clock));
    }

    /** Notes on a lead's timeline what came in about it. */
    void noted(Caller caller, long id, String kind, String detail) {
        events.record(caller, kind, id, Times.now(clock), null, null, detail);
    }

    private String memory(Lead lead) {
        return LeadMemory.of(lead, searchText(lead), FoldedTexts.of(folding, lead));
    }

    LeadIndex index(Caller caller, Lead lead) {
        return LeadIndex.of(folding, caller.workspaceId(), lead);
    }

    String searchText(Lead lead) {
        return LeadIndex.searchText(folding, lead);
    }
}
