package leadhub.automations.pages;

import java.util.ArrayList;
import java.util.List;
import leadhub.actions.ActionField;
import leadhub.automations.AutomationDrafts;
import leadhub.base.Json;
import leadhub.conditions.ConditionField;
import leadhub.panel.Visit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the builder's form into the body of a draft. The form sends the body that it was made of, and which controls it had:
 * only what those say is put into its place, so that whatever has no control stays as it is.
 */
final class BuilderFormReader {
    private final Visit visit;
    private final StepKinds kinds;
    private final FieldReader values;
    private final ConditionsReader conditions;

    BuilderFormReader(Visit visit, StepKinds kinds, List<ConditionField> fields) {
        this.visit = visit;
        this.kinds = kinds;
        this.values = new FieldReader(visit, fields);
        this.conditions = new ConditionsReader(visit, fields);
    }

    ObjectNode read() {
        var body = base();
        AutomationDrafts.checkSteps(body);
        var tree = new DraftTree(body);
        if (has("name")) {
            body.put("name", visit.field("name"));
        }
        if (has("re_entry")) {
            body.put("re_entry", visit.field("re_entry"));
            body.put(
                    "respect_business_hours",
                    visit.field("respect_business_hours").equals("yes"));
        }
        for (var control : sent("has")) {
            control(body, tree, control);
        }
        for (var group : sent("group")) {
            group(body, tree, group);
        }
        trigger(body);
        kinds(tree);
        return body;
    }

    private boolean has(String field) {
        return visit.form().node().has(field);
    }

    private List<String> sent(String name) {
        var all = new ArrayList<String>();
        visit.form().node().path(name).forEach(one -> all.add(one.asString("")));
        return all;
    }

    /** What the page was made of; nothing where that isn't one of ours. */
    private ObjectNode base() {
        try {
            return Json.MAPPER.readTree(visit.field("base")) instanceof ObjectNode body
                    ? body
                    : Json.MAPPER.createObjectNode();
        } catch (JacksonException e) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private void control(ObjectNode body, DraftTree tree, String control) {
        var parts = control.split("\\.", 3);
        switch (parts[0]) {
            case "t" -> triggerField(body, parts);
            case "s" -> stepField(tree, parts, control);
            case "d" -> with(tree, parts, step -> delay(step, parts[1]));
            case "w" -> with(tree, parts, step -> waitUntil(step, parts[1]));
            case "p" -> pathName(tree, parts, control);
            default -> {}
        }
    }

    private void triggerField(ObjectNode body, String[] parts) {
        var config = config(body);
        var name = "t." + parts[parts.length - 1];
        if (parts.length == 2 && parts[1].equals("debounce_seconds")) {
            values.number(config, "debounce_seconds", name);
            return;
        }
        kinds.triggerFields(body.path("trigger").path("type").asString("")).stream()
                .filter(field -> parts.length == 2 && field.key().equals(parts[1]))
                .forEach(field -> values.put(config, field, name));
    }

    private static ObjectNode config(ObjectNode body) {
        var trigger = body.get("trigger") instanceof ObjectNode object ? object : body.putObject("trigger");
        return DraftTree.config(trigger);
    }

    private void stepField(DraftTree tree, String[] parts, String name) {
        with(
                tree,
                parts,
                step -> fields(step).stream()
                        .filter(field -> parts.length == 3 && field.key().equals(parts[2]))
                        .forEach(field -> values.put(DraftTree.config(step), field, name)));
    }

    private List<ActionField> fields(JsonNode step) {
        return kinds.fields(AutomationWords.kind(step));
    }

    private static void with(DraftTree tree, String[] parts, java.util.function.Consumer<ObjectNode> what) {
        var step = parts.length < 2 ? null : tree.step(parts[1]);
        if (step != null) {
            what.accept(step);
        }
    }

    private void delay(ObjectNode step, String id) {
        var config = DraftTree.config(step);
        var name = "d." + id + ".";
        if (visit.field(name + "mode").equals("until")) {
            config.remove(List.of("amount", "unit"));
            config.put("until", has(name + "until") ? visit.field(name + "until") : "09:00");
            config.remove("weekdays");
            var days = sent(name + "weekdays");
            if (!days.isEmpty()) {
                var list = config.putArray("weekdays");
                days.forEach(list::add);
            }
            return;
        }
        config.remove(List.of("until", "weekdays"));
        if (has(name + "amount")) {
            values.span(config, name);
        } else {
            config.put("amount", 1).put("unit", "hours");
        }
    }

    private void waitUntil(ObjectNode step, String id) {
        var config = DraftTree.config(step);
        var name = "w." + id + ".";
        config.remove("timeout");
        if (!visit.field(name + "amount").isBlank()) {
            values.span(config.putObject("timeout"), name);
        }
        config.put("on_timeout", visit.field(name + "on_timeout").equals("stop") ? "stop" : "continue");
    }

    private void pathName(DraftTree tree, String[] parts, String name) {
        var path = parts.length < 3 ? null : tree.path(parts[1], parts[2]);
        if (path != null) {
            path.put("name", visit.field(name));
        }
    }

    /** {@code 3:s.ab12}: the lines from 301 on are the conditions of that step. */
    private void group(ObjectNode body, DraftTree tree, String group) {
        var colon = group.indexOf(':');
        if (colon < 1 || !group.substring(0, colon).matches("[1-9][0-9]{0,2}")) {
            return;
        }
        var number = Integer.parseInt(group.substring(0, colon));
        var parts = group.substring(colon + 1).split("\\.", 3);
        switch (parts[0]) {
            case "t" -> conditions.writeOptional(number, config(body), "conditions");
            case "x" -> conditions.writeExit(number, body);
            case "s" -> with(tree, parts, step -> conditions.write(number, DraftTree.config(step)));
            case "p" -> {
                var path = parts.length < 3 ? null : tree.path(parts[1], parts[2]);
                if (path != null) {
                    conditions.write(number, path);
                }
            }
            default -> {}
        }
    }

    /** Another trigger has other fields; whatever it is, conditions are about the lead. */
    private void trigger(ObjectNode body) {
        var type = visit.field("trigger");
        var before = body.path("trigger").path("type").asString("");
        if (!has("trigger") || type.equals(before)) {
            return;
        }
        var was = config(body);
        var config = ((ObjectNode) body.required("trigger")).put("type", type).putObject("config");
        for (var kept : List.of("conditions", "debounce_seconds")) {
            if (was.has(kept)) {
                config.set(kept, was.required(kept));
            }
        }
    }

    private void kinds(DraftTree tree) {
        for (var step : tree.all()) {
            var name = "kind." + step.path("id").asString("");
            var kind = visit.field(name);
            if (has(name) && !kind.equals(AutomationWords.kind(step))) {
                become(step, kind);
            }
        }
    }

    private static void become(ObjectNode step, String kind) {
        var isFlow = StepKinds.FLOW.contains(kind);
        step.put("type", isFlow ? kind : "action");
        if (isFlow) {
            step.remove("action");
        } else {
            step.put("action", kind);
        }
        var config = step.putObject("config");
        switch (kind) {
            case "delay" -> config.put("amount", 1).put("unit", "hours");
            case "condition", "wait_until" -> config.put("match", "all").putArray("conditions");
            case "branch" -> DraftEdits.addPath(config);
            case "assign" -> config.put("mode", "round_robin");
            case "send_email" -> config.put("to", "lead");
            default -> {}
        }
    }

    /** What was asked of the form beside being kept, such as {@code add:ab12.0}; the id of what gets the focus. */
    static String apply(DraftTree tree, String verb, String at) {
        var edits = new DraftEdits(tree);
        switch (verb) {
            case "add" -> {
                return "kind-" + edits.add(at);
            }
            case "below" -> {
                return "kind-" + edits.addBelow(at);
            }
            case "up" -> edits.up(at);
            case "down" -> edits.down(at);
            case "delete" -> {
                return edits.remove(at);
            }
            case "path" -> edits.addPath(at);
            case "unpath" -> {
                var id = at.replaceFirst("\\..*", "");
                edits.removePath(id, at.replaceFirst(".*\\.", ""));
                return "path-" + id;
            }
            default -> {}
        }
        return "";
    }
}
