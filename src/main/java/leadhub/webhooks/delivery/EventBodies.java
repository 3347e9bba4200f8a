package leadhub.webhooks.delivery;

import java.util.LinkedHashMap;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.events.EventId;
import leadhub.events.PublicEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Spells events, until there is one place for all who spell them. */
@Component
class EventBodies {
    String id(EventId id) {
        return "evt_" + id.leadId() + "x" + id.sequence();
    }

    String of(Caller caller, PublicEvent event) {
        var lead = event.event().after() == null ? event.event().before() : event.event().after();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", id(event.id()));
        body.put("event", event.kind().word());
        body.put("occurred_at", event.event().at().toString());
        body.put("sequence", event.id().sequence());
        body.put("caused_by", caller.actor().causedBy());
        body.put("changes", event.changes());
        body.put("lead", lead == null ? null : lead.fields());
        return Json.write(body);
    }
}
