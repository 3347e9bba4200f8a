package leadhub.automations.triggers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import leadhub.actions.ActionRequest;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.events.LeadEvent;
import leadhub.events.LeadSnapshot;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What triggers have in common when they read their configs and look at events. */
final class TriggerConfig {
    private static final int MOST_ITEMS = 100;
    private static final int MOST_CHARACTERS = 255;

    private TriggerConfig() {}

    static ObjectNode none() {
        return Json.MAPPER.createObjectNode();
    }

    /** Keeps each text of a list that can be read; nothing for an empty list. */
    static void texts(ActionRequest request, String key, ObjectNode into, Function<String, Optional<String>> read) {
        var kept = new ArrayList<String>();
        items(request, key).forEach(item -> {
            var path = key + "." + kept.size();
            var text = item.isString() ? item.stringValue().strip() : "";
            if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
                throw request.refused(path, Refusal.of("string"));
            }
            kept.add(read.apply(text).orElseThrow(() -> request.refused(path, Refusal.of("in"))));
        });
        if (!kept.isEmpty()) {
            var list = into.putArray(key);
            kept.forEach(list::add);
        }
    }

    /** The same for ids. */
    static void ids(ActionRequest request, String key, ObjectNode into, java.util.function.LongPredicate isThere) {
        var kept = new ArrayList<Long>();
        items(request, key).forEach(item -> {
            var id = item.asString("").matches("[0-9]{1,18}") ? item.asLong() : 0;
            if (!isThere.test(id)) {
                throw request.refused(key + "." + kept.size(), Refusal.of("in"));
            }
            kept.add(id);
        });
        if (!kept.isEmpty()) {
            var list = into.putArray(key);
            kept.forEach(list::add);
        }
    }

    private static List<JsonNode> items(ActionRequest request, String key) {
        if (!request.has(key)) {
            return List.of();
        }
        var list = request.value(key);
        if (!list.isArray()) {
            throw request.refused(key, Refusal.of("array"));
        }
        if (list.size() > MOST_ITEMS) {
            throw request.refused(key, Refusal.of("max.array").with("max", MOST_ITEMS));
        }
        return list.valueStream().toList();
    }

    /** One of a choice's words, where there is one. */
    static void word(ActionRequest request, String key, ObjectNode into, Function<String, Optional<String>> read) {
        if (request.has(key)) {
            into.put(key, request.choice(key, read));
        }
    }

    /** The id of a record that has to be there, where there is one. */
    static void id(ActionRequest request, String key, ObjectNode into, java.util.function.LongPredicate isThere) {
        if (request.has(key)) {
            var id = request.number(key);
            if (!isThere.test(id)) {
                throw request.refused(key, Refusal.of("in"));
            }
            into.put(key, id);
        }
    }

    /** Whether a value is what a config asks for, which may be nothing. */
    static boolean fits(ObjectNode config, String key, @Nullable Object value) {
        return !config.hasNonNull(key)
                || value != null && config.required(key).asString().equals(value.toString());
    }

    /** Whether a value is among those that a config asks for, which may be none. */
    static boolean isAmong(ObjectNode config, String key, @Nullable Object value) {
        return !config.has(key)
                || value != null
                        && config.required(key)
                                .valueStream()
                                .anyMatch(item -> item.asString().equalsIgnoreCase(value.toString()));
    }

    /** The ids of a lead's tags before or after an event. */
    static boolean hasTag(@Nullable LeadSnapshot lead, long tagId) {
        return lead != null && tagIds(lead).anyMatch(id -> id == tagId);
    }

    private static LongStream tagIds(LeadSnapshot lead) {
        return lead.fields().path("tag_ids").valueStream().mapToLong(JsonNode::asLong);
    }

    /** Whether a field changed in an event. */
    static boolean changed(LeadEvent event, String field) {
        return event.changes().containsKey(field);
    }
}
