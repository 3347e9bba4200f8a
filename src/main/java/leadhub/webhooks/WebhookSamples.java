package leadhub.webhooks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Bodies of made-up events, from which people and no-code tools see what there is to map. */
@Component
public class WebhookSamples {
    private static final String TIME = "2026-04-29T10:30:00Z";
    private static final String BORN = "2026-04-28T08:00:00Z";

    /** One for each event that a word stands for. */
    public List<Map<String, @Nullable Object>> of(String event) {
        var events = event.equals(WebhookEvents.ANY) ? WebhookEvents.ALL : List.of(event);
        return events.stream().map(WebhookSamples::body).toList();
    }

    /** One under an id of its own, as if it happened now. */
    public Map<String, @Nullable Object> test(String event, String id, Instant now) {
        var body = body(event);
        body.put("id", id);
        body.put("occurred_at", now.truncatedTo(ChronoUnit.SECONDS).toString());
        return body;
    }

    private static Map<String, @Nullable Object> body(String event) {
        var isAboutLead = !event.equals("conversation.started");
        var isOfConversation = event.startsWith("conversation.");
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", "evt_SampleEvent" + event.replaceAll("[._]", ""));
        body.put("event", event);
        body.put("occurred_at", TIME);
        body.put("sequence", isAboutLead ? 17 : null);
        body.put("caused_by", isOfConversation ? of("type", "bot", "id", 5, "run_id", null, "depth", 0) : causedBy());
        body.put("changes", changes(event));
        body.put("lead", isAboutLead ? lead() : null);
        switch (event) {
            case "lead.merged" -> body.put("merged", Map.of("lead_id", 41));
            case "form.submitted" -> {
                body.put("form", of("id", 3, "name", "Contact us"));
                body.put("submission", of("id", 12, "values", Map.of("message", "Please call me back.")));
            }
            default -> {}
        }
        if (isOfConversation) {
            body.put("conversation", conversation(event));
        }
        return body;
    }

    private static Map<String, @Nullable Object> conversation(String event) {
        var status = switch (event) {
            case "conversation.handover" -> "handover";
            case "conversation.ended" -> "completed";
            default -> "active";
        };
        return of(
                "id", "conv_k4q7w2m9x3b6d8f5h2jz",
                "bot_id", "a1b2c3d4-e5f6-4890-abcd-ef1234567890",
                "channel", "chat",
                "status", status,
                "language", "en",
                "started_at", TIME);
    }

    private static Map<String, @Nullable Object> causedBy() {
        return of("type", "user", "id", 7, "run_id", null, "depth", 0);
    }

    private static Map<String, @Nullable Object> changes(String event) {
        return switch (event) {
            case "lead.updated", "lead.status_changed" -> change("status", "new", "contacted");
            case "lead.stage_changed" -> change("pipeline_stage_id", 1, 2);
            case "lead.assigned" -> change("assigned_user_id", null, 7);
            case "lead.tag_added" -> change("tags", List.of("newsletter"), List.of("newsletter", "vip"));
            case "lead.tag_removed" ->
                change("tags", List.of("newsletter", "vip", "old"), List.of("newsletter", "vip"));
            default -> Map.of();
        };
    }

    private static Map<String, @Nullable Object> change(String field, @Nullable Object from, @Nullable Object to) {
        return of(field, of("from", from, "to", to));
    }

    private static Map<String, @Nullable Object> lead() {
        return of(
                "id", 42,
                "first_name", "Sarah",
                "last_name", "Miller",
                "email", "sarah@example.com",
                "phone", "+1 415 555 0100",
                "company", "Example Inc.",
                "source", "website",
                "status", "contacted",
                "lead_score", 35,
                "deal_value", 1200,
                "deal_currency", null,
                "lost_reason", null,
                "expected_close_on", "2026-05-31",
                "pipeline", "Sales Pipeline",
                "stage", "Contacted",
                "assigned_to", "alex@example.com",
                "tags", List.of("newsletter", "vip"),
                "custom_fields", Map.of("budget", 5000),
                "created_at", BORN,
                "updated_at", TIME);
    }

    private static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
