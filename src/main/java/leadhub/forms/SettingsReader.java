package leadhub.forms;

import java.util.function.Function;
import leadhub.api.LeadHubDialect;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.site.AllowedHosts;
import leadhub.tags.Tag;
import leadhub.web.Words;
import leadhub.web.input.Input;
import leadhub.web.input.IsoTimes;
import leadhub.web.input.WebUrls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the settings of a form, member by member; null gives a member back what is usual. */
final class SettingsReader {
    private static final int MOST_LABEL = 255;
    private static final int MOST_MESSAGE = 5_000;
    private static final int MOST_ITEMS = 100;
    private static final int MOST_STEPS = 10;
    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_RADIUS = 48;
    private static final long MOST_SUBMISSIONS = 1_000_000_000;

    private final Input input;
    private final ObjectNode usual = FormSettings.usual().json();
    private final ObjectNode after;

    private SettingsReader(Input input, FormSettings before) {
        this.input = input;
        this.after = before.json().deepCopy();
    }

    /** What is said of them, over what they were; what is wrong is among the errors of the whole body. */
    static Change<FormSettings> read(Input body, FormSettings before) {
        var sent = body.object("settings").over(null);
        if (sent == null) {
            return body.node().path("settings").isNull() ? Change.set(FormSettings.usual()) : Change.keep();
        }
        var input = new Input(sent);
        var reader = new SettingsReader(input, before);
        reader.read();
        input.errors()
                .byField()
                .forEach((name, refusals) -> refusals.forEach(refusal -> body.reject("settings." + name, refusal)));
        return Change.set(new FormSettings(reader.after));
    }

    private void read() {
        text("submit_label", MOST_LABEL);
        text("success_message", MOST_MESSAGE);
        put("redirect_url", name -> input.text(name, WebUrls.MOST_CHARACTERS, WebUrls::isValid, Refusal.of("url")));
        put("language", name -> input.text(name, MOST_LABEL, Words.LANGUAGES::contains, Refusal.of("in")));
        put("pipeline_id", input::integer);
        put("pipeline_stage_id", input::integer);
        put("assigned_user_id", input::integer);
        ids("round_robin_user_ids");
        ids("notify_user_ids");
        put("tags", name -> input.texts(name, MOST_ITEMS, Tag.MOST_CHARACTERS));
        text("source", MOST_LABEL);
        put(
                "duplicate_policy",
                name -> input.text(
                        name, MOST_LABEL, word -> DuplicatePolicy.ofWord(word).isPresent(), Refusal.of("in")));
        put("double_opt_in", input::bool);
        hosts();
        put("closes_at", this::time);
        put("max_submissions", name -> whole(input, name, 1, MOST_SUBMISSIONS));
        put("store_partial", input::bool);
        object("spam", this::spam);
        object("theme", SettingsReader::theme);
        steps();
    }

    private void text(String name, int most) {
        put(name, field -> input.text(field, most));
    }

    /** Null is what is usual. */
    private void put(String name, Function<String, ? extends Change<?>> reader) {
        if (reader.apply(name) instanceof Change.Set<?>(var value)) {
            after.set(name, value == null ? usual.get(name) : Json.MAPPER.valueToTree(value));
        }
    }

    private Change<@Nullable String> time(String name) {
        return input.text(name, MOST_LABEL).map(text -> {
            var time = text == null ? null : IsoTimes.read(text).orElse(null);
            return text != null && time == null
                    ? input.reject(name, Refusal.of("date"))
                    : time == null ? null : LeadHubDialect.print(time);
        });
    }

    private static Change<@Nullable Long> whole(Input input, String name, long min, long max) {
        return input.integer(name)
                .map(number -> number == null || number >= min && number <= max
                        ? number
                        : input.reject(
                                name, Refusal.of("between").with("min", min).with("max", max)));
    }

    private void ids(String name) {
        var sent = input.node().get(name);
        if (sent == null) {
            return;
        }
        var ids = after.arrayNode();
        if (!sent.isNull() && (!sent.isArray() || sent.size() > MOST_ITEMS)) {
            input.reject(name, sent.isArray() ? Refusal.of("max.array").with("max", MOST_ITEMS) : Refusal.of("array"));
            return;
        }
        for (var i = 0; i < sent.size(); i++) {
            var one = new Input(input.node().objectNode().set("id", sent.get(i)));
            var id = one.integer("id").over(null);
            if (id == null) {
                input.reject(name + "." + i, Refusal.of("integer"));
            } else {
                ids.add(id);
            }
        }
        after.set(name, ids);
    }

    private void hosts() {
        var hosts = input.texts("allowed_hosts", MOST_ITEMS, MOST_LABEL);
        var names = hosts.over(null);
        for (var i = 0; names != null && i < names.size(); i++) {
            if (!AllowedHosts.isHost(names.get(i))) {
                input.reject("allowed_hosts." + i, Refusal.of("form.host"));
            }
        }
        put("allowed_hosts", name -> hosts);
    }

    /** Read whole: what isn't said is as usual. */
    private void object(String name, Function<Input, ObjectNode> reader) {
        var sent = input.object(name);
        if (!sent.isSet()) {
            return;
        }
        var object = sent.over(null);
        if (object == null) {
            after.set(name, usual.get(name));
            return;
        }
        var part = new Input(object);
        after.set(name, reader.apply(part));
        part.errors()
                .byField()
                .forEach((field, refusals) -> refusals.forEach(refusal -> input.reject(name + "." + field, refusal)));
    }

    private ObjectNode spam(Input part) {
        var spam = (ObjectNode) usual.get("spam").deepCopy();
        var asksForWork = part.bool("proof_of_work").over(null);
        if (asksForWork != null) {
            spam.put("proof_of_work", asksForWork);
        }
        var seconds = whole(part, "min_seconds", 0, MOST_SECONDS).over(null);
        if (seconds != null) {
            spam.put("min_seconds", seconds);
        }
        return spam;
    }

    private static ObjectNode theme(Input part) {
        var theme = part.node().objectNode();
        for (var name : new String[] {"accent", "background"}) {
            theme.put(
                    name,
                    part.text(name, 7, text -> text.matches("#[0-9a-fA-F]{6}"), Refusal.of("color"))
                            .over(null));
        }
        theme.put("radius", whole(part, "radius", 0, MOST_RADIUS).over(null));
        // It becomes a part of a style sheet.
        theme.put(
                "font",
                part.text("font", 100, text -> text.matches("[\\p{L}\\p{N} ,-]+"), Refusal.of("invalid"))
                        .over(null));
        return theme;
    }

    private void steps() {
        var sent = input.node().get("steps");
        if (sent == null) {
            return;
        }
        if (!sent.isNull() && !sent.isArray()) {
            input.reject("steps", Refusal.of("array"));
            return;
        }
        if (sent.size() > MOST_STEPS) {
            input.reject("steps", Refusal.of("max.array").with("max", MOST_STEPS));
            return;
        }
        var steps = after.arrayNode();
        for (var i = 0; i < sent.size(); i++) {
            steps.addObject().set("title", title(sent.get(i), "steps." + i));
        }
        after.set("steps", steps);
    }

    private JsonNode title(JsonNode sent, String path) {
        if (!(sent instanceof ObjectNode object)) {
            input.reject(path, Refusal.of("array"));
            return NullNode.getInstance();
        }
        var part = new Input(object);
        var title = part.text("title", MOST_LABEL).over(null);
        part.errors()
                .byField()
                .forEach((field, refusals) -> refusals.forEach(refusal -> input.reject(path + "." + field, refusal)));
        return title == null ? NullNode.getInstance() : input.node().stringNode(title);
    }
}
