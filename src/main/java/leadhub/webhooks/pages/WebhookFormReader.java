package leadhub.webhooks.pages;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.conditions.ConditionField;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.WebhookEvents;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads the form of a webhook as the body that a program would send, so that both are held to the same rules. */
final class WebhookFormReader {
    private static final List<String> TEXTS = List.of("name", "target_url", "secret");

    private WebhookFormReader() {}

    /** @param fields what conditions can be about */
    static Input body(Visit visit, List<ConditionField> fields) {
        var conditions = new ConditionFormReader(visit, fields);
        var body = Json.MAPPER.createObjectNode();
        for (var field : TEXTS) {
            if (!visit.field(field).isEmpty()) {
                body.put(field, visit.field(field));
            }
        }
        if (!body.has("target_url")) {
            body.put("target_url", "");
        }
        var events = body.putArray("events");
        events(visit).forEach(events::add);
        body.set("headers", headers(visit));
        conditions.write(body);
        var input = new Input(body);
        conditions.check(input);
        return input;
    }

    private static Set<String> events(Visit visit) {
        if (!visit.field("all").isEmpty()) {
            return Set.of(WebhookEvents.ANY);
        }
        var chosen = new LinkedHashSet<String>();
        visit.form().node().path("events").forEach(event -> chosen.add(event.asString("")));
        return chosen;
    }

    /** One a line, {@code name: value}; a line that is none is refused under its own name, for it has no value. */
    private static ObjectNode headers(Visit visit) {
        var headers = Json.MAPPER.createObjectNode();
        visit.field("headers")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    var colon = line.indexOf(':');
                    if (colon < 1) {
                        headers.putNull(line);
                    } else {
                        headers.put(
                                line.substring(0, colon).strip(),
                                line.substring(colon + 1).strip());
                    }
                });
        return headers;
    }

    /** The form as it was sent, with what is wrong with it. A secret of one's own doesn't come back. */
    static WebhookForm again(
            Visit visit, @Nullable Webhook webhook, List<ConditionField> fields, Map<String, List<Refusal>> problems) {
        var typed = new HashMap<String, String>();
        for (var field : List.of("name", "target_url", "headers", "match")) {
            typed.put(field, visit.field(field));
        }
        var conditions = new ConditionFormReader(visit, fields);
        return new WebhookForm(
                webhook,
                typed,
                events(visit),
                conditions.lines(),
                webhook != null && WebhookForm.isNested(webhook),
                conditions.areKept(),
                problems);
    }
}
