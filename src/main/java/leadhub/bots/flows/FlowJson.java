package leadhub.bots.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import leadhub.base.Json;
import leadhub.conditions.ConditionGroupReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Flows as JSON: as they are kept, and as they are answered, which differs in tags alone. */
final class FlowJson {
    private FlowJson() {}

    /** As they are kept: tags by their ids, for they may be renamed. */
    static ArrayNode kept(Flow flow) {
        return write(flow.steps(), (config, id) -> config.put("tag_id", id));
    }

    /** As people read them. @param tag writes which tag has that id */
    static ArrayNode shown(Flow flow, ObjLongConsumer<ObjectNode> tag) {
        return write(flow.steps(), tag);
    }

    private static ArrayNode write(List<FlowStep> steps, ObjLongConsumer<ObjectNode> tag) {
        var list = Json.MAPPER.createArrayNode();
        for (var step : steps) {
            var node = list.addObject().put("id", step.id()).put("type", step.type());
            write(step, node.putObject("config"), tag);
        }
        return list;
    }

    private static void write(FlowStep step, ObjectNode config, ObjLongConsumer<ObjectNode> tag) {
        wording(step.wording(), "text", config);
        switch (step) {
            case FlowStep.Question(var id, var kind, var wording, var field, var handsOver) ->
                config.put("field", field).put("on_no_answer", handsOver ? "hand_over" : "go_on");
            case FlowStep.Choice choice -> {
                config.put("field", choice.field());
                var paths = config.putArray("paths");
                for (var option : choice.options()) {
                    var path = paths.addObject();
                    wording(option.label(), "name", path);
                    path.set("steps", write(option.steps(), tag));
                }
                config.putObject("otherwise").set("steps", write(choice.otherwise(), tag));
            }
            case FlowStep.Branch branch -> {
                var paths = config.putArray("paths");
                for (var one : branch.paths()) {
                    var path = paths.addObject().put("name", one.name());
                    path.setAll((ObjectNode) Json.MAPPER.<JsonNode>valueToTree(one.conditions()));
                    path.set("steps", write(one.steps(), tag));
                }
                config.putObject("otherwise").set("steps", write(branch.otherwise(), tag));
            }
            case FlowStep.SetField(var id, var field, var value) ->
                config.put("field", field).set("value", value);
            case FlowStep.AddTag(var id, var tagId, var name) -> tag.accept(config, tagId);
            case FlowStep.GoTo(var id, var to) -> config.put("step", to);
            case FlowStep.Message said -> {}
            case FlowStep.Consent consent -> {}
            case FlowStep.Answers answers -> {}
            case FlowStep.HandOver over -> {}
            case FlowStep.End end -> {}
        }
    }

    private static void wording(Wording wording, String name, ObjectNode into) {
        if (wording.isNone()) {
            return;
        }
        into.put(name, wording.text());
        if (!wording.translations().isEmpty()) {
            var translations = into.putObject("translations");
            new TreeMap<>(wording.translations()).forEach(translations::put);
        }
    }

    /** As it was kept. */
    static Flow read(JsonNode kept) {
        return new Flow(steps(kept));
    }

    private static List<FlowStep> steps(JsonNode kept) {
        var steps = new ArrayList<FlowStep>();
        kept.forEach(node -> steps.add(step(node)));
        return List.copyOf(steps);
    }

    private static FlowStep step(JsonNode node) {
        var id = node.required("id").stringValue();
        var config = node.required("config");
        var wording = wording(config, "text");
        var type = node.required("type").stringValue();
        return switch (type) {
            case "message" -> new FlowStep.Message(id, wording);
            case "consent" -> new FlowStep.Consent(id, wording);
            case "answer" -> new FlowStep.Answers(id, wording);
            case "choice" ->
                new FlowStep.Choice(
                        id,
                        wording,
                        config.path("field").asString(null),
                        config.required("paths")
                                .valueStream()
                                .map(path -> new FlowStep.Option(wording(path, "name"), steps(path.required("steps"))))
                                .toList(),
                        steps(config.required("otherwise").required("steps")));
            case "branch" ->
                new FlowStep.Branch(
                        id,
                        config.required("paths")
                                .valueStream()
                                .map(path -> new FlowStep.Path(
                                        path.required("name").stringValue(),
                                        ConditionGroupReader.kept(path),
                                        steps(path.required("steps"))))
                                .toList(),
                        steps(config.required("otherwise").required("steps")));
            case "set_field" ->
                new FlowStep.SetField(id, config.required("field").stringValue(), config.required("value"));
            case "add_tag" -> new FlowStep.AddTag(id, config.required("tag_id").longValue(), "");
            case "hand_over" -> new FlowStep.HandOver(id, wording);
            case "end" -> new FlowStep.End(id, wording);
            case "go_to" -> new FlowStep.GoTo(id, config.required("step").stringValue());
            default ->
                new FlowStep.Question(
                        id,
                        FlowStep.Kind.ofWord(type).orElseThrow(),
                        wording,
                        config.path("field").asString(null),
                        config.path("on_no_answer").asString("").equals("hand_over"));
        };
    }

    private static Wording wording(JsonNode node, String name) {
        return new Wording(node.path(name).asString(""), new TreeMap<>(Json.texts(node.path("translations"))));
    }
}
