package leadhub.events;

import java.time.Instant;
import leadhub.base.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps what happened to leads. Written in the transaction of the change, so that nothing happens without an event and
 * no event tells of what didn't happen.
 */
@Component
public class LeadEvents {
    private final LeadEventSql sql;

    LeadEvents(LeadEventSql sql) {
        this.sql = sql;
    }

    /**
     * Writes one event.
     *
     * @param before the lead's facts before as JSON, null where there was none
     * @param after the lead's facts after as JSON, null where it is gone
     * @param detail what else belongs to it as JSON
     */
    public void record(
            Caller caller,
            String kind,
            long leadId,
            Instant at,
            @Nullable String before,
            @Nullable String after,
            @Nullable String detail) {
        sql.insert(caller, kind, leadId, at, before, after, detail);
    }
}
