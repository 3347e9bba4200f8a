package leadhub.bots.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.web.input.Contacts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far a conversation has come in a flow.
 *
 * @param version which it goes by, whatever is published since; 0 for a draft that is tried out
 * @param at the step that waits for an answer; "" where the flow is over
 * @param misses how often it was answered with what can't be
 * @param asked how many questions there were, for nobody is asked for ever
 * @param known what was answered so far
 * @param before the same at earlier questions, so that the visitor can go back
 * @param reached the steps that have waited for an answer, whatever came of it; for the figures
 */
public record FlowState(
        int version, String at, int misses, int asked, Known known, List<Earlier> before, Set<String> reached) {
    private static final int MOST_BACK = 10;

    /**
     * What was answered.
     *
     * @param answers by the ids of their steps
     * @param fields of the lead
     * @param tags by their ids
     */
    public record Known(Map<String, String> answers, ObjectNode fields, List<Long> tags) {
        static final Known NOTHING = new Known(Map.of(), Json.MAPPER.createObjectNode(), List.of());

        Known answered(String step, String answer) {
            var more = new TreeMap<>(answers);
            more.put(step, answer);
            return new Known(more, fields, tags);
        }

        Known with(String field, JsonNode value) {
            var more = fields.deepCopy();
            more.set(field, value);
            return new Known(answers, more, tags);
        }

        /** Whether the visitor has left an address. */
        public boolean isReachable() {
            return fields.has("email") || fields.has("phone");
        }

        /** Whether the lead is told the same. */
        public boolean isAs(Known other) {
            return fields.equals(other.fields) && tags.equals(other.tags);
        }

        Known tagged(long tagId) {
            if (tags.contains(tagId)) {
                return this;
            }
            var more = new ArrayList<>(tags);
            more.add(tagId);
            return new Known(answers, fields, more);
        }

        private ObjectNode json() {
            var json = Json.MAPPER.createObjectNode();
            var all = json.putObject("answers");
            answers.forEach(all::put);
            json.set("fields", fields);
            var ids = json.putArray("tags");
            tags.forEach(ids::add);
            return json;
        }

        private static Known of(JsonNode json) {
            var answers = new TreeMap<String, String>();
            json.path("answers")
                    .properties()
                    .forEach(one -> answers.put(one.getKey(), one.getValue().asString("")));
            var fields = json.get("fields") instanceof ObjectNode object ? object : Json.MAPPER.createObjectNode();
            return new Known(
                    answers,
                    fields,
                    json.path("tags").valueStream().map(JsonNode::longValue).toList());
        }
    }

    /** An earlier question, and what was known when it was asked. */
    public record Earlier(String at, Known known) {}

    static FlowState first(int version) {
        return new FlowState(version, "", 0, 0, Known.NOTHING, List.of(), Set.of());
    }

    /** Whether the flow waits for an answer. */
    public boolean isOn() {
        return !at.isEmpty();
    }

    FlowState over() {
        return new FlowState(version, "", 0, asked, known, List.of(), reached);
    }

    FlowState missed() {
        return new FlowState(version, at, misses + 1, asked, known, before, reached);
    }

    FlowState with(Known other) {
        return new FlowState(version, at, misses, asked, other, before, reached);
    }

    /** With addresses that were met in what the visitor says. */
    public FlowState met(Contacts contacts) {
        var more = known;
        if (contacts.email() != null && !known.fields().has("email")) {
            more = more.with("email", Json.MAPPER.getNodeFactory().stringNode(contacts.email()));
        }
        if (contacts.phone() != null && !known.fields().has("phone")) {
            more = more.with("phone", Json.MAPPER.getNodeFactory().stringNode(contacts.phone()));
        }
        return with(more);
    }

    /** Waits at another step from now on. */
    FlowState waitingAt(String step) {
        var more = new TreeSet<>(reached);
        more.add(step);
        return new FlowState(version, step, 0, asked + 1, known, before, more);
    }

    /** The same flow from its beginning; where the visitor has been is still counted. */
    FlowState again() {
        return new FlowState(version, "", 0, 0, Known.NOTHING, List.of(), reached);
    }

    /** The question that it is at was answered. */
    FlowState leaving() {
        var more = new ArrayList<>(before);
        more.add(new Earlier(at, known));
        var latest = more.subList(Math.max(0, more.size() - MOST_BACK), more.size());
        return new FlowState(version, at, 0, asked, known, latest, reached);
    }

    /** As it was at the question before. */
    FlowState back() {
        var last = before.getLast();
        return new FlowState(version, last.at(), 0, asked, last.known(), before.subList(0, before.size() - 1), reached);
    }

    public ObjectNode json() {
        var json = Json.MAPPER.createObjectNode();
        json.put("version", version).put("at", at).put("misses", misses).put("asked", asked);
        json.set("known", known.json());
        var list = json.putArray("before");
        before.forEach(one ->
                list.addObject().put("at", one.at()).set("known", one.known().json()));
        var steps = json.putArray("reached");
        reached.forEach(steps::add);
        return json;
    }

    public static FlowState of(JsonNode json) {
        return new FlowState(
                json.path("version").asInt(0),
                json.path("at").asString(""),
                json.path("misses").asInt(0),
                json.path("asked").asInt(0),
                Known.of(json.path("known")),
                json.path("before")
                        .valueStream()
                        .map(one -> new Earlier(one.path("at").asString(""), Known.of(one.path("known"))))
                        .toList(),
                json.path("reached")
                        .valueStream()
                        .map(one -> one.asString(""))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
