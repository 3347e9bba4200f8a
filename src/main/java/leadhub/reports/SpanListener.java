package leadhub.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.events.LeadEvent;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEventListener;
import org.springframework.stereotype.Component;

/** Writes down, with what happens, for how long leads were in a stage, and when somebody first answered them. */
@Component
class SpanListener implements LeadEventListener {
    private static final String STAGE = "stage_id";

    private final StaySql stays;
    private final ResponseSql responses;

    SpanListener(StaySql stays, ResponseSql responses) {
        this.stays = stays;
        this.responses = responses;
    }

    @Override
    public void happened(Caller caller, List<LeadEvent> events) {
        var left = events.stream()
                .map(SpanListener::stay)
                .flatMap(Optional::stream)
                .toList();
        if (!left.isEmpty()) {
            stays.add(caller.workspaceId(), left);
        }
        if (caller.actor().kind() == Actor.Kind.USER) {
            answered(caller, events);
        }
    }

    private static Optional<StaySql.Stay> stay(LeadEvent event) {
        if (event.before() == null || event.after() == null || !event.changes().containsKey("pipeline_stage_id")) {
            return Optional.empty();
        }
        var before = event.before().fields();
        // Where nobody knows since when, nobody knows for how long.
        var since = before.path("stage_since").asString("");
        return since.isEmpty()
                ? Optional.empty()
                : Optional.of(new StaySql.Stay(
                        event.leadId(),
                        event.sequence(),
                        before.path(STAGE).asLong(0),
                        event.after().fields().path(STAGE).asLong(0),
                        Instant.parse(since),
                        event.at()));
    }

    /** A note counts if it tells of a call, an email or a meeting. */
    private void answered(Caller caller, List<LeadEvent> events) {
        var notes = new ArrayList<Long>();
        for (var event : events) {
            if (event.kind() == LeadEventKind.EMAIL_SENT || event.kind() == LeadEventKind.SMS_SENT) {
                responses.add(caller.workspaceId(), event.leadId(), event.at());
            }
            if (event.kind() == LeadEventKind.NOTED && event.detail() != null) {
                notes.add(Json.MAPPER.readTree(event.detail()).path("note_id").asLong(0));
            }
        }
        if (!notes.isEmpty()) {
            responses.addByNotes(caller.workspaceId(), notes);
        }
    }
}
