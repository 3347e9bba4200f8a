package leadhub.bots.flows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.ConditionGroupReader;
import leadhub.tags.Tag;
import leadhub.web.Words;
import leadhub.web.input.Errors;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * One flow on its way through the reader.
 *
 * <p>Limits: 100 steps in all, five levels, 10 ways of a step, 2,000 characters of a text.
 */
final class FlowReading {
    static final int MOST_STEPS = 100;
    private static final int MOST_LEVELS = 5;
    private static final int MOST_PATHS = 10;
    private static final int MOST_TEXT = 2_000;
    private static final int MOST_LABEL = 100;
    private static final String ID = "[A-Za-z0-9_-]{1,40}";

    private final FlowReader reader;
    private final Caller caller;
    private final boolean createsTags;
    private final Errors errors;
    private final JsonNode sent;
    private final Map<String, String> types = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private int number;

    FlowReading(FlowReader reader, Caller caller, boolean createsTags, Errors errors, JsonNode sent) {
        this.reader = reader;
        this.caller = caller;
        this.createsTags = createsTags;
        this.errors = errors;
        this.sent = sent;
    }

    List<FlowStep> steps() {
        remember(sent, 1);
        return steps(sent, "steps", 1);
    }

    /** A condition may ask what is answered further down. */
    private void remember(JsonNode some, int level) {
        if (level > MOST_LEVELS) {
            return;
        }
        for (var step : some) {
            types.put(step.path("id").asString(""), step.path("type").asString(""));
            step.path("config").path("paths").forEach(path -> remember(path.path("steps"), level + 1));
            remember(step.path("config").path("otherwise").path("steps"), level + 1);
        }
    }

    private List<FlowStep> steps(JsonNode some, String path, int level) {
        if (some.isMissingNode() || some.isNull()) {
            return List.of();
        }
        if (!some.isArray()) {
            errors.add(path, Refusal.of("array"));
            return List.of();
        }
        var steps = new ArrayList<FlowStep>();
        for (var i = 0; i < some.size(); i++) {
            if (++number > MOST_STEPS || level > MOST_LEVELS) {
                errors.add(
                        "steps", Refusal.of("max.array").with("max", number > MOST_STEPS ? MOST_STEPS : MOST_LEVELS));
                break;
            }
            steps.add(step(some.get(i), path + "." + i, level));
        }
        return steps;
    }

    private FlowStep step(JsonNode step, String path, int level) {
        var id = id(step, path);
        var config = step.path("config");
        var place = path + ".config";
        var type = step.path("type").asString("");
        return switch (type) {
            case "message" -> new FlowStep.Message(id, wording(config, "text", place, MOST_TEXT, true));
            case "consent" -> new FlowStep.Consent(id, wording(config, "text", place, MOST_TEXT, true));
            case "answer" -> new FlowStep.Answers(id, wording(config, "text", place, MOST_TEXT, true));
            case "hand_over" -> new FlowStep.HandOver(id, wording(config, "text", place, MOST_TEXT, false));
            case "end" -> new FlowStep.End(id, wording(config, "text", place, MOST_TEXT, false));
            case "choice" -> choice(id, config, place, level);
            case "branch" -> branch(id, config, place, level);
            case "go_to" -> new FlowStep.GoTo(id, config.path("step").asString(""));
            case "set_field" -> setField(id, config, place);
            case "add_tag" -> addTag(id, config, place);
            default -> question(id, type, config, path);
        };
    }

    private String id(JsonNode step, String path) {
        var id = step.path("id").asString("");
        if (id.isEmpty()) {
            return Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41), 36);
        }
        if (!id.matches(ID)) {
            errors.add(path + ".id", Refusal.of("invalid"));
        } else if (!ids.add(id)) {
            errors.add(path + ".id", Refusal.of("taken"));
        }
        return id;
    }

    private FlowStep question(String id, String type, JsonNode config, String path) {
        var kind = FlowStep.Kind.ofWord(type);
        if (kind.isEmpty()) {
            errors.add(path + ".type", type.isEmpty() ? Refusal.of("required") : Refusal.of("in"));
            return new FlowStep.Message(id, Wording.NONE);
        }
        var place = path + ".config";
        var otherwise = config.path("on_no_answer").asString("go_on");
        if (!otherwise.equals("go_on") && !otherwise.equals("hand_over")) {
            errors.add(place + ".on_no_answer", Refusal.of("in"));
        }
        var isContact = kind.get() == FlowStep.Kind.EMAIL || kind.get() == FlowStep.Kind.PHONE;
        return new FlowStep.Question(
                id,
                kind.get(),
                wording(config, "text", place, MOST_TEXT, true),
                isContact ? null : field(config, place),
                otherwise.equals("hand_over"));
    }

    private @Nullable String field(JsonNode config, String place) {
        var name = Texts.trim(config.path("field").asString(""));
        if (name.isEmpty()) {
            return null;
        }
        var isThere = FlowFields.isWritten(name)
                && reader.fields().find(caller.workspaceId(), name, types).isPresent();
        if (!isThere) {
            errors.add(place + ".field", Refusal.of("in"));
        }
        return name;
    }

    private FlowStep choice(String id, JsonNode config, String place, int level) {
        var options = new ArrayList<FlowStep.Option>();
        var labels = new HashSet<String>();
        var paths = paths(config, place);
        for (var i = 0; i < paths.size(); i++) {
            var path = place + ".paths." + i;
            var label = wording(paths.get(i), "name", path, MOST_LABEL, true);
            if (!label.isNone() && label.all().map(Spelling::of).distinct().anyMatch(one -> !labels.add(one))) {
                errors.add(path + ".name", Refusal.of("taken"));
            }
            options.add(new FlowStep.Option(label, steps(paths.get(i).path("steps"), path + ".steps", level + 1)));
        }
        return new FlowStep.Choice(
                id,
                wording(config, "text", place, MOST_TEXT, true),
                field(config, place),
                options,
                otherwise(config, place, level));
    }

    private FlowStep branch(String id, JsonNode config, String place, int level) {
        var ways = new ArrayList<FlowStep.Path>();
        var paths = paths(config, place);
        for (var i = 0; i < paths.size(); i++) {
            var path = place + ".paths." + i;
            var name = Texts.trim(paths.get(i).path("name").asString(""));
            if (Texts.length(name) > MOST_LABEL) {
                errors.add(path + ".name", Refusal.of("max.string").with("max", MOST_LABEL));
            }
            ways.add(new FlowStep.Path(
                    name.isEmpty() ? Integer.toString(i + 1) : name,
                    conditions(paths.get(i), path),
                    steps(paths.get(i).path("steps"), path + ".steps", level + 1)));
        }
        return new FlowStep.Branch(id, ways, otherwise(config, place, level));
    }

    private ConditionGroup conditions(JsonNode path, String place) {
        if (path.path("conditions").isEmpty()) {
            errors.add(place + ".conditions", Refusal.of("required"));
        }
        var read = ConditionGroupReader.read(
                name -> reader.fields().find(caller.workspaceId(), name, types), path, place, errors::add);
        return Objects.requireNonNullElse(read, new ConditionGroup(ConditionGroup.Match.ALL, List.of()));
    }

    private List<JsonNode> paths(JsonNode config, String place) {
        var paths = config.path("paths");
        if (!paths.isArray() || paths.isEmpty() || paths.size() > MOST_PATHS) {
            errors.add(
                    place + ".paths",
                    paths.size() > MOST_PATHS
                            ? Refusal.of("max.array").with("max", MOST_PATHS)
                            : Refusal.of("required"));
            return List.of();
        }
        return paths.valueStream().toList();
    }

    private List<FlowStep> otherwise(JsonNode config, String place, int level) {
        return steps(config.path("otherwise").path("steps"), place + ".otherwise.steps", level + 1);
    }

    private FlowStep setField(String id, JsonNode config, String place) {
        reader.checkField(caller, config, place, errors);
        var value = Optional.ofNullable(config.get("value")).orElse(NullNode.getInstance());
        return new FlowStep.SetField(id, Texts.trim(config.path("field").asString("")), value);
    }

    private FlowStep addTag(String id, JsonNode config, String place) {
        var name = Texts.trim(config.path("tag").asString(""));
        if (name.isEmpty() || Texts.length(name) > Tag.MOST_CHARACTERS) {
            errors.add(
                    place + ".tag",
                    name.isEmpty()
                            ? Refusal.of("required")
                            : Refusal.of("max.string").with("max", Tag.MOST_CHARACTERS));
            return new FlowStep.AddTag(id, 0, "");
        }
        var tag = reader.tag(caller, name, createsTags);
        // By a number of its own, so that a try-out can tell it from others.
        return new FlowStep.AddTag(id, tag == null ? -number : tag.id(), name);
    }

    private Wording wording(JsonNode from, String name, String place, int most, boolean isRequired) {
        var text = text(from.path(name), place + "." + name, most);
        if (text.isEmpty() && isRequired) {
            errors.add(place + "." + name, Refusal.of("required"));
        }
        var translations = new TreeMap<String, String>();
        for (var one : from.path("translations").properties()) {
            var path = place + ".translations." + one.getKey();
            if (!Words.LANGUAGES.contains(one.getKey())) {
                errors.add(path, Refusal.of("in"));
                continue;
            }
            var translated = text(one.getValue(), path, most);
            if (!translated.isEmpty()) {
                translations.put(one.getKey(), translated);
            }
        }
        return new Wording(text, translations);
    }

    private String text(JsonNode node, String path, int most) {
        if (!node.isString() && !node.isNull() && !node.isMissingNode()) {
            errors.add(path, Refusal.of("string"));
        }
        var text = Texts.trim(node.asString(""));
        if (Texts.length(text) > most) {
            errors.add(path, Refusal.of("max.string").with("max", most));
            return "";
        }
        return text;
    }
}
