package leadhub.automations.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.actions.ActionField;
import leadhub.automations.pages.BuilderScreen.Offer;
import leadhub.panel.Page;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells two who have changed the same draft in what they differ, in the words of the builder. */
public final class DraftDifferences {
    private final Page page;
    private final Offer offer;

    private DraftDifferences(Page page, Offer offer) {
        this.page = page;
        this.offer = offer;
    }

    /** @param place what it is about; the others are {@code ""} where there is nothing */
    public record Difference(String place, String theirs, String mine) {}

    static List<Difference> between(Page page, Offer offer, ObjectNode theirs, ObjectNode mine) {
        var reader = new DraftDifferences(page, offer);
        var left = reader.parts(theirs);
        var right = reader.parts(mine);
        var keys = new LinkedHashSet<>(left.keySet());
        keys.addAll(right.keySet());
        var found = new ArrayList<Difference>();
        for (var key : keys) {
            var one = left.get(key);
            var other = right.get(key);
            var place = one != null ? one.place() : other != null ? other.place() : "";
            var difference = new Difference(place, one == null ? "" : one.text(), other == null ? "" : other.text());
            if (!difference.theirs().equals(difference.mine())) {
                found.add(difference);
            }
        }
        return found;
    }

    private record Part(String place, String text) {}

    /** What a draft says, by places that stay the same where steps are moved. */
    private Map<String, Part> parts(ObjectNode body) {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("name", new Part(page.say("field.name"), BuilderScreen.text(body.path("name"))));
        var trigger = body.path("trigger");
        var type = trigger.path("type").asString("");
        var when = page.say("automations.when");
        parts.put("trigger", new Part(when, AutomationWords.when(page, type)));
        config(
                parts,
                "trigger",
                when,
                type,
                trigger.path("config"),
                offer.kinds().triggerFields(type));
        var steps = new DraftTree(body.deepCopy()).all();
        // Which steps there are, and in which order.
        parts.put(
                "steps",
                new Part(
                        page.say("automations.then"),
                        steps.stream()
                                .map(step -> AutomationWords.step(page, step))
                                .collect(Collectors.joining(page.say("automations.comma")))));
        for (var step : steps) {
            var kind = AutomationWords.kind(step);
            var label = AutomationWords.kind(page, kind);
            config(
                    parts,
                    BuilderScreen.id(step),
                    label,
                    kind,
                    step.path("config"),
                    offer.kinds().fields(kind));
        }
        parts.put("re_entry", new Part(page.say("automations.re-entry"), reEntry(body)));
        parts.put(
                "respect_business_hours",
                new Part(
                        page.say("automations.business-hours"),
                        page.say(body.path("respect_business_hours").asBoolean(false) ? "yes" : "no")));
        parts.put("exit_when", new Part(page.say("automations.exit-when"), text("", body.path("exit_when"))));
        return parts;
    }

    private String reEntry(ObjectNode body) {
        var word = body.path("re_entry").asString("");
        return page.sayOr(word, "automations.re-entry." + word);
    }

    private void config(
            Map<String, Part> parts,
            String key,
            String label,
            String owner,
            JsonNode config,
            List<ActionField> fields) {
        config.properties().forEach(one -> {
            var name = fields.stream()
                    .filter(field -> field.key().equals(one.getKey()))
                    .findFirst()
                    .map(field -> AutomationWords.field(page, owner, field))
                    .orElse(one.getKey().replace('_', ' '));
            parts.put(
                    key + "." + one.getKey(),
                    new Part(page.say("automations.with", label, name), text(one.getKey(), one.getValue())));
        });
    }

    /** The steps of a branch are listed by themselves. */
    private String text(String key, JsonNode value) {
        if (key.equals("paths")) {
            return list(value.valueStream()
                    .map(path -> BuilderScreen.text(path.path("name")) + " " + text("", path))
                    .toList());
        }
        if (key.equals("otherwise")) {
            return "";
        }
        if (value.has("conditions")) {
            return AutomationWords.term(page, value, offer.choices().fields());
        }
        if (value.isArray() && value.path(0).has("field")) {
            return list(value.valueStream()
                    .map(term ->
                            AutomationWords.term(page, term, offer.choices().fields()))
                    .toList());
        }
        if (value.isArray() && value.path(0).has("from")) {
            return list(value.valueStream()
                    .map(one -> BuilderScreen.text(one.path("from")) + " → " + BuilderScreen.text(one.path("to")))
                    .toList());
        }
        if (value.has("amount")) {
            return AutomationWords.span(page, value);
        }
        if (value.path("set").asBoolean(false)) {
            return ("*** " + BuilderScreen.text(value.path("hint"))).strip();
        }
        return value.isObject()
                ? list(value.propertyStream()
                        .map(one -> one.getKey() + ": " + text("", one.getValue()))
                        .toList())
                : BuilderScreen.line(value);
    }

    private String list(List<String> texts) {
        return String.join(page.say("automations.comma"), texts);
    }
}
