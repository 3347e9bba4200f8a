package leadhub.automations;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import leadhub.actions.ActionField;
import leadhub.actions.Actions;
import leadhub.automations.steps.Step;
import leadhub.automations.steps.Term;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.Caller;
import leadhub.base.RecordKind;
import leadhub.base.RecordSource;
import leadhub.conditions.Comparison;
import leadhub.conditions.NamedCondition;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.pipelines.Pipelines;
import leadhub.tags.Tags;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the records that automations name, and which of them are gone. Costs no statement: all of them are remembered. */
@Component
public class References {
    private final TriggerKinds triggers;
    private final Actions actions;
    private final Records records;
    private final Map<RecordKind, RecordSource> others = new EnumMap<>(RecordKind.class);

    References(TriggerKinds triggers, Actions actions, Records records, List<RecordSource> others) {
        this.triggers = triggers;
        this.actions = actions;
        this.records = records;
        others.forEach(one -> this.others.put(one.kind(), one));
    }

    /** Where the records are. */
    @Component
    record Records(Tags tags, Users users, Pipelines pipelines, Fields fields, KnownAutomations automations) {
        boolean isNewTag(Caller caller, Reference reference) {
            return reference.kind() == RecordKind.TAG
                    && tags.hold(caller, Long.parseLong(reference.key())).isPresent();
        }

        boolean has(Caller caller, Reference reference) {
            var key = reference.key();
            return switch (reference.kind()) {
                case TAG -> tags.find(caller, Long.parseLong(key)).isPresent();
                case USER -> users.all(caller).stream().anyMatch(user -> key.equals(Long.toString(user.id())));
                case PIPELINE -> pipelines.find(caller, Long.parseLong(key)).isPresent();
                case STAGE ->
                    pipelines.all(caller).stage(Long.parseLong(key)).isPresent()
                            || pipelines.stage(caller, Long.parseLong(key)).isPresent();
                case CUSTOM_FIELD ->
                    fields.all(caller).stream().anyMatch(field -> field.path().equals(key));
                case AUTOMATION ->
                    automations.find(caller.workspaceId(), Long.parseLong(key)).isPresent();
                // Those of other features are asked for there.
                case TAG_NAME, FORM, EMAIL_TEMPLATE, INTEGRATION -> true;
            };
        }
    }

    /** The paths of what an automation needs and isn't there. */
    public List<String> missing(Caller caller, Definition definition) {
        return missing(definition, reference -> isMissing(caller, reference));
    }

    /** The same for a verb that may just have made tags, which nobody remembers yet. */
    List<String> missingNow(Caller caller, Definition definition) {
        return missing(definition, reference -> isMissing(caller, reference) && !records.isNewTag(caller, reference));
    }

    private List<String> missing(Definition definition, Predicate<Reference> isMissing) {
        return of(definition).stream()
                .filter(isMissing)
                .map(Reference::path)
                .distinct()
                .toList();
    }

    /** Whether a step alone needs what isn't there. */
    public boolean isBroken(Caller caller, Step step) {
        var found = new ArrayList<Reference>();
        own(step, "", found);
        return found.stream().anyMatch(reference -> isMissing(caller, reference));
    }

    private boolean isMissing(Caller caller, Reference reference) {
        var other = others.get(reference.kind());
        var isThere = other == null ? records.has(caller, reference) : other.has(caller.workspaceId(), reference.key());
        return reference.isNeeded() && !isThere;
    }

    /** All that a version names. */
    List<Reference> of(Definition definition) {
        var found = new ArrayList<Reference>();
        var trigger = definition.trigger();
        triggers.find(trigger.type())
                .ifPresent(kind -> config(kind.fields(), trigger.config(), "trigger.config.", found));
        terms(trigger.conditions(), "trigger.config.conditions", found);
        steps(definition.program().steps(), "steps", found);
        return found;
    }

    private void steps(List<Step> steps, String path, List<Reference> found) {
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var place = path + "." + i + ".config";
            own(step, place, found);
            if (step instanceof Step.Branch(var id, var paths, var otherwise)) {
                for (var p = 0; p < paths.size(); p++) {
                    steps(paths.get(p).steps(), place + ".paths." + p + ".steps", found);
                }
                steps(otherwise, place + ".otherwise.steps", found);
            }
        }
    }

    /** What a step names, without those in it. */
    private void own(Step step, String place, List<Reference> found) {
        switch (step) {
            case Step.Gate(var id, var conditions) -> terms(conditions, place, found);
            case Step.WaitUntil(var id, var conditions, var timeout, var stops) -> terms(conditions, place, found);
            case Step.Branch(var id, var paths, var otherwise) -> {
                for (var i = 0; i < paths.size(); i++) {
                    terms(paths.get(i).conditions(), place + ".paths." + i, found);
                }
            }
            case Step.Act(var id, var action, var config) ->
                actions.find(action).ifPresent(kind -> config(kind.fields(), config.values(), place + ".", found));
            case Step.Delay delay -> {}
        }
    }

    private static void config(List<ActionField> fields, ObjectNode config, String path, List<Reference> found) {
        for (var field : fields) {
            var key = field.type() == ActionField.Type.TAG ? "tag_id" : field.key();
            // Those who receive something are words, or users.
            var isUsers = field.type() == ActionField.Type.RECEIVER
                    && config.path(key).isArray();
            var kind = isUsers ? RecordKind.USER : kind(field.type());
            if (kind == null) {
                continue;
            }
            keys(config.path(key))
                    .filter(one -> kind != RecordKind.CUSTOM_FIELD || one.startsWith(CustomField.PATH))
                    .forEach(one -> found.add(new Reference(kind, one, path + field.key(), true)));
        }
    }

    private static @Nullable RecordKind kind(ActionField.Type type) {
        return switch (type) {
            case TAG -> RecordKind.TAG;
            case USER, USERS -> RecordKind.USER;
            case PIPELINE -> RecordKind.PIPELINE;
            case STAGE -> RecordKind.STAGE;
            case LEAD_FIELD, LEAD_FIELDS -> RecordKind.CUSTOM_FIELD;
            case AUTOMATION -> RecordKind.AUTOMATION;
            case FORM -> RecordKind.FORM;
            case CHANNEL, SMS_SENDER, MESSENGER -> RecordKind.INTEGRATION;
            case EMAIL_TEMPLATE -> RecordKind.EMAIL_TEMPLATE;
            case TEXT, TEXTS, NUMBER, BOOLEAN, CHOICE, VALUE, RECEIVER, DURATION, URL, SECRET, HEADERS, MAPPING -> null;
        };
    }

    /** The ids or names that stand in a field: one, several, or several with something beside each. */
    private static Stream<String> keys(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().flatMap(References::keys);
        }
        if (value.isObject()) {
            return keys(value.path("id"));
        }
        return value.isMissingNode() || value.isNull() ? Stream.empty() : Stream.of(value.asString());
    }

    private static void terms(Term.Group group, String path, List<Reference> found) {
        for (var i = 0; i < group.terms().size(); i++) {
            var place = path + ".conditions." + i;
            switch (group.terms().get(i)) {
                case Term.Group inner -> terms(inner, place, found);
                case Term.Compared(NamedCondition(var field, var operator, var value)) ->
                    term(
                            field,
                            operator == Comparison.EQUALS || operator == Comparison.NOT_EQUALS ? value : null,
                            place,
                            found);
                case Term.Changed(var field, var operator, var value) -> term(field, value, place, found);
                case Term.Happened happened -> {}
            }
        }
    }

    private static void term(String field, @Nullable String value, String path, List<Reference> found) {
        if (field.startsWith(CustomField.PATH)) {
            found.add(new Reference(RecordKind.CUSTOM_FIELD, field, path + ".field", true));
        }
        var kind = switch (field) {
            case "pipeline_id" -> RecordKind.PIPELINE;
            case "pipeline_stage_id" -> RecordKind.STAGE;
            case "assigned_user_id" -> RecordKind.USER;
            case "tag_ids" -> RecordKind.TAG;
            case "tags" -> RecordKind.TAG_NAME;
            default -> null;
        };
        if (kind != null && value != null) {
            var key = kind == RecordKind.TAG_NAME ? Tags.key(value) : value;
            // Leads of somebody who left still have that owner.
            found.add(
                    new Reference(kind, key, path + ".value", kind == RecordKind.STAGE || kind == RecordKind.PIPELINE));
        }
    }
}
