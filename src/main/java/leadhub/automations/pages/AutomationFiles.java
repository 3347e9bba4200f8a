package leadhub.automations.pages;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.actions.ActionField;
import leadhub.actions.ActionField.Type;
import leadhub.automations.AutomationDraft;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.fields.CustomField;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Automations as files, which go from one workspace to another: records by their names, and no secrets.
 *
 * <p>A file is JSON: {@code {"leadhub": "automation", "format": 1, "body": {…}, "names": {"stage": {"12": "Sales · Won"}}}}.
 */
@Component
class AutomationFiles {
    private static final String KIND = "leadhub";
    private static final String AUTOMATION = "automation";
    private static final String FORMAT = "format";
    private static final int NEWEST = 1;

    private final StepKinds kinds;
    private final BuilderChoices.Reader choices;

    AutomationFiles(StepKinds kinds, BuilderChoices.Reader choices) {
        this.kinds = kinds;
        this.choices = choices;
    }

    /** @param body as a draft has it */
    ObjectNode write(Caller caller, ObjectNode body) {
        var offered = choices.read(caller);
        var copy = body.deepCopy();
        dropSecrets(copy.path("steps"));
        var file = Json.MAPPER.createObjectNode().put(KIND, AUTOMATION).put(FORMAT, NEWEST);
        file.set("body", copy);
        var names = file.putObject("names");
        new NamedRecords(kinds, (type, key) -> {
                    label(offered, type, key)
                            .ifPresent(
                                    label -> names.withObject("/" + word(type)).put(key, label));
                    return Optional.of(key);
                })
                .body(copy);
        return file;
    }

    private void dropSecrets(JsonNode steps) {
        for (var step : steps) {
            if (step.path("config") instanceof ObjectNode config) {
                for (var field : kinds.fields(AutomationWords.kind(step))) {
                    if (field.type() == Type.SECRET || field.type() == Type.HEADERS) {
                        config.remove(field.key());
                    }
                }
                config.path("paths").forEach(path -> dropSecrets(path.path("steps")));
                dropSecrets(config.path("otherwise").path("steps"));
            }
        }
    }

    /** Several are of the same kind as one. */
    private static String word(Type type) {
        return switch (type) {
            case USERS -> Type.USER.word();
            case LEAD_FIELDS -> Type.LEAD_FIELD.word();
            default -> type.word();
        };
    }

    private static Optional<String> label(BuilderChoices offered, Type type, String key) {
        return options(offered, type).stream()
                .filter(option -> option.value().equals(key))
                .map(BuilderChoices.Option::label)
                .findFirst();
    }

    /** Fields that are in every workspace need no name. */
    private static List<BuilderChoices.Option> options(BuilderChoices offered, Type type) {
        return switch (type) {
            case LEAD_FIELD, LEAD_FIELDS ->
                offered.fields().stream()
                        .filter(field -> field.custom() != null)
                        .map(field -> new BuilderChoices.Option(
                                field.name(),
                                field.custom() == null ? "" : field.custom().label()))
                        .toList();
            default -> offered.of(ActionField.optional("", type));
        };
    }

    /**
     * What a file is in this workspace.
     *
     * @param body as a draft has it, without what isn't there
     * @param missing the names of what isn't there
     */
    record Read(ObjectNode body, List<String> missing) {}

    /** Empty if it is no such file. */
    Optional<Read> read(Caller caller, String text) {
        if (text.length() > AutomationDraft.MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var file = Json.MAPPER.readTree(text);
            return file.path(KIND).asString("").equals(AUTOMATION)
                            && file.path(FORMAT).asInt(0) == NEWEST
                            && file.path("body") instanceof ObjectNode body
                    ? FileBody.of(body).map(plain -> found(caller, plain, file.path("names")))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private Read found(Caller caller, ObjectNode body, JsonNode names) {
        var offered = choices.read(caller);
        Set<String> missing = new LinkedHashSet<>();
        dropSecrets(body.path("steps"));
        new NamedRecords(kinds, (type, key) -> {
                    if (word(type).equals(Type.LEAD_FIELD.word()) && !key.startsWith(CustomField.PATH)) {
                        return Optional.of(key);
                    }
                    var name = names.path(word(type)).path(key).asString("");
                    var found = options(offered, type).stream()
                            .filter(option -> !name.isEmpty() && option.label().equalsIgnoreCase(name))
                            .map(BuilderChoices.Option::value)
                            .toList();
                    if (found.size() == 1) {
                        return Optional.of(found.getFirst());
                    }
                    missing.add(name.isEmpty() ? key : name);
                    return Optional.empty();
                })
                .body(body);
        return new Read(body, List.copyOf(missing));
    }
}
