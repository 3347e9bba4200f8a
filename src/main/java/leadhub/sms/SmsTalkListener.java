package leadhub.sms;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.events.LeadEvent;
import leadhub.events.LeadEventListener;
import org.springframework.stereotype.Component;

/** Writes down who waits for an answer, when a lead has written and when leads are merged or taken apart. */
@Component
class SmsTalkListener implements LeadEventListener {
    private final SmsTalkSql sql;

    SmsTalkListener(SmsTalkSql sql) {
        this.sql = sql;
    }

    @Override
    public void happened(Caller caller, List<LeadEvent> events) {
        for (var event : events) {
            switch (event.kind()) {
                case SMS_RECEIVED, SMS_STOPPED, SMS_STARTED -> sql.renew(caller.workspaceId(), event.leadId());
                case MERGED, UNMERGED -> {
                    sql.renew(caller.workspaceId(), event.leadId());
                    sql.renew(caller.workspaceId(), other(event));
                }
                default -> {
                    // Not about SMS.
                }
            }
        }
    }

    private static long other(LeadEvent event) {
        return Json.MAPPER
                .readTree(event.detail() == null ? "{}" : event.detail())
                .path("lead_id")
                .asLong(0);
    }
}
