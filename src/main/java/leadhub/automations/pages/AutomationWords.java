package leadhub.automations.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.actions.ActionField;
import leadhub.automations.runs.WhyNot;
import leadhub.base.CausedBy;
import leadhub.base.Json;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ValueKind;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadField.Kind;
import leadhub.leads.record.LeadFields;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says in the reader's language what automations do, from their triggers and steps as JSON. */
public final class AutomationWords {
    private static final int MOST_STEPS = 6;
    /** The fields of {@code set_field}; others have actions of their own. */
    private static final List<String> SETTABLE = LeadFields.SENT_BY_PROGRAMS.stream()
            .filter(field -> EnumSet.of(Kind.TEXT, Kind.MONEY, Kind.CURRENCY, Kind.FLAG, Kind.DAY)
                    .contains(field.kind()))
            .map(LeadField::name)
            .toList();

    private AutomationWords() {}

    /** The automation as one sentence. */
    public static String sentence(Page page, JsonNode trigger, JsonNode steps) {
        var words = new ArrayList<String>();
        for (var step : steps) {
            if (words.size() == MOST_STEPS) {
                words.add("…");
                break;
            }
            words.add(step(page, step));
        }
        var then = words.isEmpty()
                ? page.say("automations.nothing-yet")
                : String.join(page.say("automations.comma"), words);
        return page.say("automations.sentence", when(page, trigger.path("type").asString("")), then);
    }

    /** What starts it: "a lead is created". */
    public static String when(Page page, String type) {
        return page.sayOr(page.sayOr(type, "automation.trigger." + type), "automations.when." + type);
    }

    /** One step: "Add tag “VIP”", "Wait 1 hour". */
    public static String step(Page page, JsonNode step) {
        var kind = kind(step);
        var config = step.path("config");
        if (kind.equals("delay") && config.has("amount")) {
            return page.say("automations.wait", span(page, config));
        }
        var label = kind(page, kind);
        var detail = detail(page, config);
        return detail.isEmpty() ? label : page.say("automations.with", label, detail);
    }

    private static String detail(Page page, JsonNode config) {
        for (var key : List.of("tag", "title", "subject")) {
            if (config.path(key).isString()) {
                return config.path(key).stringValue();
            }
        }
        var status = config.path("status").asString("");
        return status.isEmpty() ? "" : page.sayOr(status, "status." + status);
    }

    /** The type of a step, or its action. */
    public static String kind(JsonNode step) {
        var type = step.path("type").asString("");
        return type.equals("action") ? step.path("action").asString("") : type;
    }

    /** What a kind of step is called. */
    public static String kind(Page page, String kind) {
        return page.sayOr(page.sayOr(kind, "lead-action." + kind), "automation.step." + kind);
    }

    /** What a field is called; some mean another thing in one kind than in the others. */
    public static String field(Page page, String owner, ActionField field) {
        var plain = field.key().replace('_', ' ');
        return page.sayOr(page.sayOr(plain, field.label()), "automations.field." + owner + "." + field.key());
    }

    /** One of the words that a field takes. */
    public static String option(Page page, String field, String option) {
        var word = page.sayOr(page.sayOr(option, "status." + option), "tasks." + field + "." + option);
        var known = page.sayOr(word, "automations.unit." + option);
        return page.sayOr(known, "automations.option." + field + "." + option);
    }

    /** What stands in a field that is left open: for most that anything will do. */
    public static String open(Page page, String owner, ActionField field) {
        return page.sayOr(page.say("automations.any"), "automations.open." + owner + "." + field.key());
    }

    public static String name(Page page, ConditionField field) {
        var custom = field.custom();
        return custom == null ? page.sayOr(field.name(), field.message()) : custom.label();
    }

    /** Why a step failed: a word of ours, or what somebody else said. */
    public static String error(Page page, String error) {
        return page.sayOr(page.sayOr(error, "webhooks.error." + error), "automations.step-error." + error);
    }

    /** The fields of leads that a kind takes: those with dates, or those that may be written. */
    public static List<ConditionField> fields(BuilderChoices choices, String owner) {
        if (owner.equals("date_field")) {
            return choices.fields().stream()
                    .filter(field ->
                            field.kind() == ValueKind.DAY || field.name().equals(LeadFields.CREATED_AT.name()))
                    .toList();
        }
        return choices.fields().stream()
                .filter(field -> field.custom() != null || SETTABLE.contains(field.name()))
                .toList();
    }

    /** A condition in words, whatever kind it is of. */
    public static String term(Page page, JsonNode term, List<ConditionField> fields) {
        if (term.has("conditions")) {
            return page.say(term.path("match").asString("").equals("any") ? "criteria.any" : "criteria.all")
                    + ": "
                    + term.path("conditions")
                            .valueStream()
                            .map(one -> term(page, one, fields))
                            .collect(Collectors.joining(page.say("automations.comma")));
        }
        if (term.has("event")) {
            var event = term.path("event").asString("");
            return page.sayOr(event, "automations.exit." + event);
        }
        var name = term.path("field").asString("");
        var field = fields.stream().filter(one -> one.name().equals(name)).findFirst();
        var operator = term.path("operator").asString("");
        var kind = field.map(ConditionField::kind).orElse(ValueKind.TEXT);
        var is = Comparison.ofWord(operator)
                .map(kind::message)
                .map(page::say)
                .orElseGet(() -> page.sayOr(operator, "automations.is." + operator));
        var days = Comparison.ofWord(operator).filter(Comparison::movesWithTime).isPresent();
        var value = term.path("value").asString("");
        return Stream.of(
                        field.map(one -> name(page, one)).orElse(name),
                        is,
                        field.map(one -> value(page, one, value)).orElse(value),
                        days ? page.say("criteria.days") : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String value(Page page, ConditionField field, String value) {
        return field.choices().stream()
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .map(choice -> Objects.requireNonNullElseGet(choice.label(), () -> page.say(choice.word())))
                .orElseGet(() -> page.numberIn(value));
    }

    /** What came of a step, a line for each part. */
    public static List<String> outcome(Page page, JsonNode outcome, List<ConditionField> fields) {
        var lines = new ArrayList<String>();
        outcome.path("changes")
                .properties()
                .forEach(change -> lines.add(page.say(
                        "automations.changed",
                        fields.stream()
                                .filter(field -> field.name().equals(change.getKey()))
                                .findFirst()
                                .map(field -> name(page, field))
                                .orElse(page.sayOr(change.getKey(), "field." + change.getKey())),
                        shown(page, change.getKey(), change.getValue().path("from"), fields),
                        shown(page, change.getKey(), change.getValue().path("to"), fields))));
        if (outcome.has("path")) {
            var path = outcome.path("path").asString("");
            lines.add(page.say(
                    "automations.took-path", path.equals("otherwise") ? page.say("automations.otherwise") : path));
        }
        if (outcome.path("timed_out").asBoolean(false)) {
            lines.add(page.say("automations.timed-out"));
        }
        if (outcome.has("condition")) {
            lines.addAll(unmet(page, outcome.path("condition"), outcome.get("value"), fields));
        } else if (outcome.path("met").asBoolean(false)) {
            lines.add(page.say("automations.met"));
        }
        if (outcome.has("status")) {
            lines.add(page.say("automations.answered", outcome.path("status").asString("")));
        }
        return lines;
    }

    private static String shown(Page page, String name, JsonNode value, List<ConditionField> fields) {
        if (value.isNull() || value.isMissingNode() || value.isArray() && value.isEmpty()) {
            return page.say("automations.nothing");
        }
        if (value.isArray()) {
            return value.valueStream()
                    .map(one -> one.path("name").isString() ? one.path("name").stringValue() : BuilderScreen.text(one))
                    .collect(Collectors.joining(page.say("automations.comma")));
        }
        var text = BuilderScreen.text(value);
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(field -> value(page, field, text))
                .orElse(page.sayOr(text, "status." + text));
    }

    /** The condition that wasn't met, and what was there; nothing for other reasons. */
    public static List<String> unmet(
            Page page, @Nullable Object condition, @Nullable Object value, List<ConditionField> fields) {
        if (!(condition instanceof JsonNode term)) {
            return List.of();
        }
        var there = value instanceof JsonNode node ? node : Json.MAPPER.valueToTree(value);
        return List.of(page.say(
                "automations.unmet",
                term(page, term, fields),
                shown(page, term.path("field").asString(""), there, fields)));
    }

    /** Why an automation didn't run. */
    public static String notRun(Page page, WhyNot.NotRun one) {
        var key = "automations.not-run." + one.reason();
        return one.reason().equals("not_due")
                ? page.say(key, page.time(Instant.parse(String.valueOf(one.value()))))
                : page.sayOr(one.reason(), key);
    }

    /** Why a run ended early. */
    public static String reason(Page page, String reason) {
        return page.sayOr(reason, "automations.reason." + reason);
    }

    /** What brought a run about. */
    public static String cause(Page page, CausedBy cause) {
        return page.sayOr(cause.type(), "automations.cause." + cause.type());
    }

    /** A stretch of time such as {@code {"amount": 3, "unit": "days"}}. */
    public static String span(Page page, JsonNode span) {
        var unit = span.path("unit").asString("");
        var amount = span.path("amount").asLong(0);
        return page.sayOr(amount + " " + unit, "automations.span." + unit, amount);
    }
}
