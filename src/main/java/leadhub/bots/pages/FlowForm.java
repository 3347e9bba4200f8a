package leadhub.bots.pages;

import java.util.List;
import leadhub.automations.pages.ConditionsReader;
import leadhub.automations.pages.DraftEdits;
import leadhub.automations.pages.DraftTree;
import leadhub.base.Json;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ValueKind;
import leadhub.panel.Visit;
import leadhub.web.Words;
import leadhub.web.input.LocalNumbers.Reading;
import leadhub.web.input.Texts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Reads the form of a flow into its steps. The form sends the steps that it was made of; only what has a control is put into its place. */
final class FlowForm {
    private final Visit visit;
    private final List<ConditionField> fields;
    private final ConditionsReader conditions;

    /** @param fields that conditions and steps may name */
    FlowForm(Visit visit, List<ConditionField> fields) {
        this.visit = visit;
        this.fields = fields;
        this.conditions = new ConditionsReader(visit, fields);
    }

    /** An object with the steps. */
    ObjectNode read() {
        var body = base();
        var tree = new DraftTree(body);
        for (var step : tree.all()) {
            step(step);
        }
        visit.form().node().path("group").forEach(group -> conditions(tree, group.asString("")));
        return body;
    }

    private ObjectNode base() {
        try {
            return Json.MAPPER.readTree(visit.field("base")) instanceof ObjectNode body
                    ? body
                    : Json.MAPPER.createObjectNode();
        } catch (JacksonException e) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private boolean has(String name) {
        return visit.form().node().has(name);
    }

    private void step(ObjectNode step) {
        var id = step.path("id").asString("");
        var config = DraftTree.config(step);
        wording(config, "text", "text." + id);
        put(config, "field", "to." + id);
        put(config, "on_no_answer", "miss." + id);
        put(config, "tag", "tag." + id);
        put(config, "step", "jump." + id);
        if (has("set." + id)) {
            value(config, Texts.trim(visit.field("set." + id)));
        }
        var paths = config.path("paths");
        for (var i = 0; i < paths.size(); i++) {
            if (paths.get(i) instanceof ObjectNode path) {
                wording(path, "name", "name." + id + "." + i);
            }
        }
        var kind = visit.field("kind." + id);
        if (!kind.isEmpty() && !kind.equals(FlowScreen.kind(step))) {
            become(step, kind);
        }
    }

    private void put(ObjectNode config, String member, String name) {
        if (!has(name)) {
            return;
        }
        if (visit.field(name).isBlank()) {
            config.remove(member);
        } else {
            config.put(member, visit.field(name));
        }
    }

    private void wording(ObjectNode into, String member, String name) {
        if (!has(name)) {
            return;
        }
        put(into, member, name);
        for (var language : Words.LANGUAGES) {
            var field = name + "." + language;
            if (has(field) && visit.field(field).isBlank()) {
                if (into.get("translations") instanceof ObjectNode translations) {
                    translations.remove(language);
                }
            } else if (has(field)) {
                into.withObjectProperty("translations").put(language, visit.field(field));
            }
        }
    }

    /** A number as the visitor writes numbers. */
    private void value(ObjectNode config, String typed) {
        var name = config.path("field").asString("");
        var kind = fields.stream()
                .filter(field -> field.name().equals(name))
                .map(ConditionField::kind)
                .findFirst()
                .orElse(ValueKind.TEXT);
        if (typed.isEmpty()) {
            config.remove("value");
        } else if (kind == ValueKind.NUMBER
                && visit.page().numbers().read(typed, ConditionField.decimals(name))
                        instanceof Reading.One(var number)) {
            config.put("value", number);
        } else {
            config.put("value", typed);
        }
    }

    /** {@code 3:p.ab12.0}: the lines from 301 on are the conditions of that step's first path. */
    private void conditions(DraftTree tree, String group) {
        var colon = group.indexOf(':');
        if (colon < 1 || !group.substring(0, colon).matches("[1-9][0-9]{0,2}")) {
            return;
        }
        var parts = group.substring(colon + 1).split("\\.", 3);
        var path = parts.length < 3 ? null : tree.path(parts[1], parts[2]);
        if (path != null) {
            conditions.write(Integer.parseInt(group.substring(0, colon)), path);
        }
    }

    /** What it says stays, and so do its ways where the other kind has some too. */
    private static void become(ObjectNode step, String kind) {
        var before = step.path("config").deepCopy();
        step.put("type", kind);
        step.remove("action");
        var config = step.putObject("config");
        for (var member : List.of("text", "translations")) {
            if (before.has(member)
                    && !List.of("branch", "set_field", "add_tag", "go_to").contains(kind)) {
                config.set(member, before.get(member));
            }
        }
        if (kind.equals("choice")) {
            DraftEdits.addPath(config);
            DraftEdits.addPath(config);
        } else if (kind.equals("branch")) {
            DraftEdits.addPath(config);
        }
    }

    /** What was asked of the form beside being kept, such as {@code add:ab12.0}; the id of what gets the focus. */
    static String apply(Visit visit, DraftTree tree, String verb, String at) {
        var edits = new DraftEdits(tree);
        switch (verb) {
            case "add" -> {
                return "kind-" + edits.add(at);
            }
            case "below" -> {
                return "kind-" + edits.addBelow(at);
            }
            case "delete" -> {
                return edits.remove(at);
            }
            case "unpath" -> {
                var id = at.replaceFirst("\\..*", "");
                edits.removePath(id, at.replaceFirst(".*\\.", ""));
                return "path-" + id;
            }
            case "up" -> edits.up(at);
            case "down" -> edits.down(at);
            case "path" -> edits.addPath(at);
            case "drag" -> {
                var index = visit.field("drag_index");
                if (index.matches("[0-9]{1,3}")) {
                    edits.move(visit.field("drag_step"), visit.field("drag_list"), Integer.parseInt(index));
                }
            }
            default -> {
                // It is only kept.
            }
        }
        return "";
    }
}
