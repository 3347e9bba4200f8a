package leadhub.automations.pages;

import java.util.ArrayList;
import java.util.List;
import leadhub.actions.ActionField;
import leadhub.base.Json;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ValueKind;
import leadhub.panel.Visit;
import leadhub.web.input.LocalNumbers;
import leadhub.web.input.LocalNumbers.Reading;
import leadhub.web.input.Texts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one control of the builder into a config, by the type of its field. What can't be right is kept to be refused later. */
final class FieldReader {
    private static final String KEPT = "***";

    private final Visit visit;
    private final List<ConditionField> leadFields;

    FieldReader(Visit visit, List<ConditionField> leadFields) {
        this.visit = visit;
        this.leadFields = leadFields;
    }

    void put(ObjectNode config, ActionField field, String name) {
        var key = field.key();
        switch (field.type()) {
            case NUMBER -> number(config, key, name);
            case BOOLEAN -> flag(config, key, name);
            case USER, PIPELINE, STAGE, AUTOMATION, EMAIL_TEMPLATE, FORM, CHANNEL, SMS_SENDER, MESSENGER ->
                id(config, key, name);
            case USERS -> users(config, key, name);
            case LEAD_FIELDS -> words(config, key, sent(name));
            case TEXTS -> texts(config, key, visit.field(name));
            case VALUE -> value(config, key, name);
            case RECEIVER -> receiver(config, key, name);
            case DURATION -> duration(config, key, name);
            case SECRET -> secret(config, key, name);
            case HEADERS -> headers(config, key, name);
            case MAPPING -> MappingRow.read(visit, config, key, name);
            default -> text(config, key, visit.field(name));
        }
    }

    private List<String> sent(String name) {
        var all = new ArrayList<String>();
        visit.form().node().path(name).forEach(one -> all.add(one.asString("")));
        return all;
    }

    private static void text(ObjectNode config, String key, String text) {
        if (text.isBlank()) {
            config.remove(key);
        } else {
            config.put(key, text);
        }
    }

    /** As it is typed where it is no whole number. */
    void number(ObjectNode config, String key, String name) {
        var typed = Texts.trim(visit.field(name));
        if (visit.page().numbers().read(typed, 0) instanceof Reading.One(var number)
                && number.stripTrailingZeros().scale() <= 0
                && number.precision() < 18) {
            config.put(key, number.longValueExact());
        } else {
            text(config, key, typed);
        }
    }

    private void flag(ObjectNode config, String key, String name) {
        if (visit.field(name).isEmpty()) {
            config.remove(key);
        } else {
            config.put(key, true);
        }
    }

    private void id(ObjectNode config, String key, String name) {
        var id = visit.field(name);
        if (id.matches("[0-9]{1,18}")) {
            config.put(key, Long.parseLong(id));
        } else {
            text(config, key, id);
        }
    }

    /** Whoever was chosen before stays with what stood beside the id, such as a weight. */
    private void users(ObjectNode config, String key, String name) {
        var before = config.path(key);
        var chosen = sent(name).stream().filter(id -> id.matches("[0-9]{1,18}")).toList();
        if (chosen.isEmpty()) {
            config.remove(key);
            return;
        }
        var list = Json.MAPPER.createArrayNode();
        for (var id : chosen) {
            before.valueStream()
                    .filter(one -> one.isObject() && one.path("id").asString("").equals(id))
                    .findFirst()
                    .ifPresentOrElse(list::add, () -> list.add(Long.parseLong(id)));
        }
        config.set(key, list);
    }

    /** What wasn't touched stays as it is: one of them may have a comma in it. */
    private static void texts(ObjectNode config, String key, String line) {
        if (!line.equals(BuilderScreen.line(config.path(key)))) {
            words(config, key, List.of(line.split(",")));
        }
    }

    private static void words(ObjectNode config, String key, List<String> words) {
        var solid =
                words.stream().map(Texts::trim).filter(word -> !word.isEmpty()).toList();
        if (solid.isEmpty()) {
            config.remove(key);
            return;
        }
        var list = config.putArray(key);
        solid.forEach(list::add);
    }

    /** As the field of the lead takes it; nothing empties it. */
    private void value(ObjectNode config, String key, String name) {
        var typed = visit.field(name);
        var field = leadFields.stream()
                .filter(one -> one.name().equals(config.path("field").asString("")))
                .findFirst()
                .orElse(null);
        var kind = field == null ? ValueKind.TEXT : field.kind();
        if (typed.isBlank() && kind != ValueKind.YES_NO) {
            config.putNull(key);
            return;
        }
        switch (kind) {
            case YES_NO -> config.put(key, typed.equals("true"));
            case NUMBER -> {
                var decimals = field == null ? LocalNumbers.ANY : ConditionField.decimals(field.name());
                if (visit.page().numbers().read(typed, decimals) instanceof Reading.One(var number)) {
                    config.put(key, number);
                } else {
                    config.put(key, typed);
                }
            }
            case WORDS -> words(config, key, List.of(typed.split(",")));
            default -> config.put(key, typed);
        }
    }

    private void receiver(ObjectNode config, String key, String name) {
        switch (visit.field(name)) {
            case "users" -> {
                var list = Json.MAPPER.createArrayNode();
                sent(name + ".users").stream()
                        .filter(id -> id.matches("[0-9]{1,18}"))
                        .forEach(id -> list.add(Long.parseLong(id)));
                config.set(key, list);
            }
            case "address" -> config.put(key, visit.field(name + ".address"));
            default -> config.put(key, visit.field(name));
        }
    }

    private void duration(ObjectNode config, String key, String name) {
        if (visit.field(name + ".amount").isBlank()) {
            config.remove(key);
        } else {
            span(config.putObject(key), name + ".");
        }
    }

    /** An amount and its unit. */
    void span(ObjectNode into, String name) {
        number(into, "amount", name + "amount");
        into.put("unit", visit.field(name + "unit"));
    }

    /** What isn't typed anew stays. */
    private void secret(ObjectNode config, String key, String name) {
        if (!visit.field(name).isEmpty()) {
            config.put(key, visit.field(name));
        }
    }

    /** One a line, {@code name: value}; three asterisks stand for what is there. */
    private void headers(ObjectNode config, String key, String name) {
        var before = config.path(key);
        var headers = Json.MAPPER.createObjectNode();
        visit.field(name)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    var colon = line.indexOf(':');
                    var header = colon < 1 ? line : line.substring(0, colon).strip();
                    var value = colon < 1 ? "" : line.substring(colon + 1).strip();
                    JsonNode kept = before.get(header);
                    if (value.equals(KEPT) && kept != null) {
                        headers.set(header, kept);
                    } else {
                        headers.put(header, value);
                    }
                });
        if (headers.isEmpty()) {
            config.remove(key);
        } else {
            config.set(key, headers);
        }
    }
}
