package leadhub.automations.simulations;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import leadhub.automations.ReEntry;
import leadhub.automations.runs.Decision;
import leadhub.automations.runs.DryRuns;
import leadhub.base.Json;

/** Which leads a simulated automation would have been busy with, and until when. Waits for what happens count as none. */
final class BusyLeads {
    private final Map<Long, Lead> leads = new HashMap<>();

    private record Lead(Instant gathersUntil, Instant busyUntil) {}

    /** As it was kept. */
    static BusyLeads read(String json) {
        var all = new BusyLeads();
        Json.MAPPER
                .readTree(json)
                .properties()
                .forEach(one -> all.leads.put(
                        Long.valueOf(one.getKey()),
                        new Lead(
                                Instant.parse(one.getValue().get(0).stringValue()),
                                Instant.parse(one.getValue().get(1).stringValue()))));
        return all;
    }

    String json() {
        var json = Json.MAPPER.createObjectNode();
        leads.forEach((id, lead) -> json.putArray(id.toString())
                .add(lead.gathersUntil().toString())
                .add(lead.busyUntil().toString()));
        return json.toString();
    }

    /** Whether another run may start for a lead. */
    Decision decide(long leadId, Instant at, ReEntry reEntry) {
        var lead = leads.get(leadId);
        if (lead == null) {
            return Decision.STARTED;
        }
        if (lead.gathersUntil().isAfter(at)) {
            return Decision.GATHERED;
        }
        return switch (reEntry) {
            case EVERY_TIME -> Decision.STARTED;
            case ONCE -> Decision.RE_ENTRY;
            case ONCE_AT_A_TIME -> lead.busyUntil().isAfter(at) ? Decision.RE_ENTRY : Decision.STARTED;
        };
    }

    void ran(long leadId, Instant at, int debounceSeconds, DryRuns.Outcome outcome) {
        var begins = at.plusSeconds(debounceSeconds);
        leads.put(leadId, new Lead(begins, begins.plus(pauses(outcome))));
    }

    /** What its delays come to. */
    private static Duration pauses(DryRuns.Outcome outcome) {
        var all = Duration.ZERO;
        for (var step : outcome.steps()) {
            var end = step.finishedAt();
            var told = step.outcome();
            if (step.type().equals("delay") && end != null && told != null) {
                var until = Json.MAPPER.readTree(told).path("until").asString("");
                all = all.plus(until.isEmpty() ? Duration.ZERO : Duration.between(end, Instant.parse(until)));
            }
        }
        return all;
    }
}
