package leadhub.samples;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.leads.CopiedLeads;
import org.springframework.stereotype.Component;

/** Writes made-up leads as rows, and the rows into the workspace. */
@Component
class SeededLeads {
    private static final Duration SPAN = Duration.ofDays(365);

    private final CopiedLeads copied;
    private final LeadEvents events;
    private final Audit audit;

    SeededLeads(CopiedLeads copied, LeadEvents events, Audit audit) {
        this.copied = copied;
        this.events = events;
        this.audit = audit;
    }

    /**
     * Makes the next leads up.
     *
     * @param made how many there are
     * @param leads how many there will be
     */
    byte[] rows(Caller caller, ImaginedLeads imagined, int made, int count, int leads) {
        var rows = CopiedLeads.rows();
        var number = made;
        for (var id : copied.newIds(count)) {
            // More and more of them: half of the leads came in the last four and a half months.
            var age = 1 - Math.pow((number++ + 0.5) / leads, 0.7);
            var lead = imagined.next(id, age, SPAN);
            copied.write(caller, rows, lead);
        }
        return rows.end();
    }

    /** Within a transaction. */
    void insert(Caller caller, byte[] rows, int count, Instant now) {
        copied.insert(caller, rows);
        events.record(caller, now, NewLeadEvent.seeded(count));
        audit.record(caller, "leads.seeded", null, null, Map.of("leads", count));
    }
}
