package leadhub.automations.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import leadhub.actions.ActionField;
import leadhub.actions.Actions;
import leadhub.automations.steps.Span;
import leadhub.automations.steps.StepReader;
import leadhub.automations.steps.Term;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.conditions.Comparison;
import leadhub.web.Words;
import org.springframework.stereotype.Component;

/** What automations are made of, from the lists themselves, for whoever builds forms. */
@Component
class AutomationTypes {
    private static final Words ENGLISH = Words.in("en");
    private static final List<String> UNITS =
            Arrays.stream(Span.Unit.values()).map(Span.Unit::word).toList();

    private final Actions actions;
    private final TriggerKinds triggers;

    AutomationTypes(Actions actions, TriggerKinds triggers) {
        this.actions = actions;
        this.triggers = triggers;
    }

    /** Something with fields. */
    record Type(String type, String label, List<Field> fields) {}

    /** @param options the words to choose from; empty for all other types */
    record Field(String key, String label, String type, boolean required, List<String> options) {}

    /** @param valueType {@code any}, {@code days}, or {@code none} */
    record Operator(String type, String label, String valueType) {}

    record All(List<Type> triggers, List<Type> steps, List<Type> actions, List<Operator> operators) {}

    All all() {
        return new All(
                triggers.all().stream()
                        .map(kind -> new Type(
                                kind.type(),
                                ENGLISH.say("automation.trigger." + kind.type()),
                                Stream.concat(
                                                kind.fields().stream().map(AutomationTypes::field),
                                                Stream.of(
                                                        plain("conditions", "conditions", false),
                                                        plain("debounce_seconds", "number", false)))
                                        .toList()))
                        .toList(),
                steps(),
                actions.all().stream()
                        .filter(StepReader::isOffered)
                        .map(kind -> new Type(
                                kind.key(),
                                ENGLISH.say(kind.label()),
                                kind.fields().stream()
                                        .map(AutomationTypes::field)
                                        .toList()))
                        .toList(),
                Stream.concat(
                                Arrays.stream(Comparison.values())
                                        .map(one -> operator(
                                                one.word(),
                                                one.takesValue() ? one.movesWithTime() ? "days" : "any" : "none")),
                                Arrays.stream(Term.Operator.values())
                                        .map(one -> operator(
                                                one.name().toLowerCase(Locale.ROOT),
                                                one == Term.Operator.CHANGED ? "none" : "any")))
                        .toList());
    }

    private static List<Type> steps() {
        return List.of(
                step(
                        "condition",
                        plain("match", "choice", false, "all", "any"),
                        plain("conditions", "conditions", true)),
                step("branch", plain("paths", "paths", true), plain("otherwise", "steps", false)),
                step(
                        "delay",
                        plain("amount", "number", false),
                        choice("unit", false, UNITS),
                        plain("until", "time", false),
                        plain("weekdays", "weekdays", false, "mon", "tue", "wed", "thu", "fri", "sat", "sun")),
                step(
                        "wait_until",
                        plain("match", "choice", false, "all", "any"),
                        plain("conditions", "conditions", true),
                        plain("timeout", "duration", false),
                        plain("on_timeout", "choice", false, "continue", "stop")),
                step("action", plain("action", "action", true), plain("config", "config", true)));
    }

    private static Type step(String type, Field... fields) {
        return new Type(type, ENGLISH.say("automation.step." + type), List.of(fields));
    }

    private static Operator operator(String word, String valueType) {
        return new Operator(word, word.replace('_', ' '), valueType);
    }

    private static Field plain(String key, String type, boolean isRequired, String... options) {
        return new Field(key, key.replace('_', ' '), type, isRequired, List.of(options));
    }

    private static Field choice(String key, boolean isRequired, List<String> options) {
        return new Field(key, key, "choice", isRequired, options);
    }

    private static Field field(ActionField field) {
        var label = field.label();
        return new Field(
                field.key(),
                ENGLISH.texts().containsKey(label)
                        ? ENGLISH.say(label)
                        : field.key().replace('_', ' '),
                field.type().word(),
                field.isRequired(),
                field.options());
    }
}
