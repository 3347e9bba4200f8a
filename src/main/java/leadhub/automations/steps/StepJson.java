package leadhub.automations.steps;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import leadhub.actions.ActionConfig;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Steps as JSON, as they are kept and answered. */
public final class StepJson {
    private StepJson() {}

    /** As they are kept. */
    public static ArrayNode write(List<Step> steps) {
        return write(steps, (action, config) -> config.values());
    }

    /** @param shown how the config of an action is spelled */
    public static ArrayNode write(List<Step> steps, BiFunction<String, ActionConfig, ObjectNode> shown) {
        var list = Json.MAPPER.createArrayNode();
        for (var step : steps) {
            var node = list.addObject().put("id", step.id()).put("type", step.type());
            if (step instanceof Step.Act(var id, var action, var config)) {
                node.put("action", action).set("config", shown.apply(action, config));
            } else {
                config(step, node.putObject("config"), shown);
            }
        }
        return list;
    }

    private static void config(Step step, ObjectNode into, BiFunction<String, ActionConfig, ObjectNode> shown) {
        switch (step) {
            case Step.Gate(var id, var conditions) -> TermJson.write(conditions, into);
            case Step.Branch(var id, var paths, var otherwise) -> {
                var list = into.putArray("paths");
                for (var path : paths) {
                    var node = list.addObject().put("name", path.name());
                    TermJson.write(path.conditions(), node).set("steps", write(path.steps(), shown));
                }
                into.putObject("otherwise").set("steps", write(otherwise, shown));
            }
            case Step.Delay(var id, Pause.For(var span)) -> span(span, into);
            case Step.Delay(var id, Pause.Until(var time, var weekdays)) -> {
                into.put("until", time.toString());
                if (!weekdays.isEmpty()) {
                    var days = into.putArray("weekdays");
                    weekdays.forEach(day -> days.add(Pause.word(day)));
                }
            }
            case Step.WaitUntil(var id, var conditions, var timeout, var stops) -> {
                TermJson.write(conditions, into);
                if (timeout != null) {
                    span(timeout, into.putObject("timeout"));
                }
                into.put("on_timeout", stops ? "stop" : "continue");
            }
            case Step.Act act -> throw new IllegalStateException("It has a config of its own.");
        }
    }

    private static void span(Span span, ObjectNode into) {
        into.put("amount", span.amount()).put("unit", span.unit().word());
    }

    /** Steps as they were kept. */
    public static List<Step> read(JsonNode kept) {
        var steps = new ArrayList<Step>();
        for (var node : kept) {
            steps.add(one(node));
        }
        return List.copyOf(steps);
    }

    private static Step one(JsonNode node) {
        var id = node.required("id").stringValue();
        var config = node.required("config");
        return switch (node.required("type").stringValue()) {
            case "condition" -> new Step.Gate(id, TermJson.group(config));
            case "branch" ->
                new Step.Branch(
                        id,
                        config.required("paths")
                                .valueStream()
                                .map(path -> new Step.Path(
                                        path.required("name").stringValue(),
                                        TermJson.group(path),
                                        read(path.required("steps"))))
                                .toList(),
                        read(config.required("otherwise").required("steps")));
            case "delay" -> new Step.Delay(id, pause(config));
            case "wait_until" ->
                new Step.WaitUntil(
                        id,
                        TermJson.group(config),
                        span(config.get("timeout")),
                        config.path("on_timeout").asString("").equals("stop"));
            default -> new Step.Act(id, node.required("action").stringValue(), new ActionConfig((ObjectNode) config));
        };
    }

    private static Pause pause(JsonNode config) {
        if (!config.has("until")) {
            return new Pause.For(java.util.Objects.requireNonNull(span(config)));
        }
        var days = config.path("weekdays")
                .valueStream()
                .flatMap(day -> Pause.weekday(day.stringValue()).stream())
                .toList();
        return new Pause.Until(LocalTime.parse(config.required("until").stringValue()), days);
    }

    private static @Nullable Span span(@Nullable JsonNode node) {
        return node == null
                ? null
                : new Span(
                        node.required("amount").longValue(),
                        Span.Unit.ofWord(node.required("unit").stringValue()).orElseThrow());
    }
}
