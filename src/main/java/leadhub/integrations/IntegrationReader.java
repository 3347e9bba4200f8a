package leadhub.integrations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.intake.DuplicatePolicy;
import leadhub.integrations.mapping.Mapping;
import leadhub.leads.matching.MatchingSettings;
import leadhub.outside.OutsideUrl;
import leadhub.web.input.Input;
import leadhub.web.input.Numbers;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads integrations from bodies of the API: a new one, and what is to be changed about one. */
@Component
public class IntegrationReader {
    private static final int MOST_NAME_CHARACTERS = 255;
    private static final int MOST_CHARACTERS = 2_000;
    /** Tokens may be long. */
    private static final int MOST_SECRET_CHARACTERS = 4_000;

    private final IntegrationTypes types;
    private final MatchingSettings matching;

    IntegrationReader(IntegrationTypes types, MatchingSettings matching) {
        this.types = types;
        this.matching = matching;
    }

    /** A new one, with what is usual where nothing is said. */
    public Integration.Terms create(Caller caller, Input input) {
        input.require("type");
        var word = input.text("type", 50).over(null);
        var type = word == null ? null : types.find(word).orElse(null);
        if (word != null && type == null) {
            input.reject("type", Refusal.of("in"));
        }
        input.errors().check();
        if (type == null) {
            throw new IllegalStateException("It was required.");
        }
        var blank = new Integration.Terms(
                type.about().key(),
                type.about().name(),
                false,
                new IntegrationConfig(Json.MAPPER.createObjectNode(), Map.of()),
                new Mapping(type.usualMapping()),
                Target.USUAL.with(usualPolicy(caller)));
        return read(input, type, blank);
    }

    /** What a new one does with people who are known, until it says otherwise: the workspace's rule. */
    public DuplicatePolicy usualPolicy(Caller caller) {
        return DuplicatePolicy.of(matching.rules(caller).integrations()).orElse(DuplicatePolicy.FILL);
    }

    /** What stands in the body changes, and nothing else. */
    public Integration.Terms change(Input input, Integration.Terms before) {
        return read(input, types.get(before.type()), before);
    }

    /** A secret for a field whose secrets are ours to choose. */
    public static String newSecret() {
        return HookToken.generate();
    }

    private Integration.Terms read(Input input, IntegrationType type, Integration.Terms before) {
        var name = input.text("name", MOST_NAME_CHARACTERS).over(before.name());
        var mapping = Mapping.read(input, "mapping");
        var isReset = input.node().has("mapping") && mapping == null;
        var target = input.object("target").over(null);
        var terms = new Integration.Terms(
                before.type(),
                name == null ? type.about().name() : name,
                isPaused(input, before.isPaused()),
                config(input, type, before.config()),
                isReset ? new Mapping(type.usualMapping()) : mapping == null ? before.mapping() : mapping,
                target == null ? before.target() : target(input, target, before.target()));
        input.errors().check();
        return terms;
    }

    /** That it needs attention is ours to say; sent back, it leaves things as they are. */
    private static boolean isPaused(Input input, boolean before) {
        var word = input.text("status", 50).over(null);
        if (word == null || word.equals("needs_attention")) {
            return before;
        }
        if (!word.equals("active") && !word.equals("paused")) {
            input.reject("status", Refusal.of("in"));
        }
        return word.equals("paused");
    }

    private static Target target(Input input, ObjectNode sent, Target before) {
        var part = new Input(sent);
        var target = Target.read(part, before);
        part.errors()
                .byField()
                .forEach((field, refusals) -> refusals.forEach(refusal -> input.reject("target." + field, refusal)));
        return target;
    }

    private static IntegrationConfig config(Input input, IntegrationType type, IntegrationConfig before) {
        var sent = input.object("config").over(null);
        var open = before.open().deepCopy();
        var secrets = new LinkedHashMap<>(before.secrets());
        var known = new LinkedHashMap<String, TypeField>();
        type.fields().forEach(field -> known.put(field.key(), field));
        if (sent != null) {
            for (var member : sent.properties()) {
                var field = known.get(member.getKey());
                if (field == null) {
                    input.reject("config." + member.getKey(), Refusal.of("integration.unknown_field"));
                } else if (field.kind() == TypeField.Kind.SECRET) {
                    readSecret(input, field, member.getValue(), secrets);
                } else {
                    readOpen(input, field, member.getValue(), open);
                }
            }
        }
        forgetWhereMoved(type, sent, before, open, secrets);
        var address = open.get(TypeField.API_BASE_URL);
        if (address != null && OutsideUrl.parse(address.asString()).isEmpty()) {
            input.reject("config." + TypeField.API_BASE_URL, Refusal.of("url"));
        }
        makeOurs(input, type, secrets);
        var config = new IntegrationConfig(open, secrets);
        requireAll(input, type, config);
        type.check((key, refusal) -> input.reject("config." + key, refusal), config);
        return config;
    }

    /** What an answer shows of a secret keeps it. */
    private static void readSecret(Input input, TypeField field, JsonNode value, Map<String, String> secrets) {
        if (value instanceof ObjectNode shown && shown.has("set")) {
            return;
        }
        if (value.isNull()) {
            secrets.remove(field.key());
            if (field.isOurs()) {
                input.reject("config." + field.key(), Refusal.of("required"));
            }
            return;
        }
        var text = text(input, field, value);
        if (text != null && text.isEmpty()) {
            secrets.remove(field.key());
        } else if (text != null) {
            secrets.put(field.key(), text);
        }
    }

    private static void readOpen(Input input, TypeField field, JsonNode value, ObjectNode open) {
        var name = "config." + field.key();
        if (value.isNull()) {
            open.remove(field.key());
            return;
        }
        switch (field.kind()) {
            case NUMBER -> {
                var number = Numbers.of(value);
                if (number == null) {
                    input.reject(name, Refusal.of("number"));
                } else {
                    open.put(field.key(), number);
                }
            }
            case BOOLEAN -> {
                if (value.isBoolean()) {
                    open.put(field.key(), value.booleanValue());
                } else {
                    input.reject(name, Refusal.of("boolean"));
                }
            }
            case TEXT, SELECT, SECRET -> {
                var text = text(input, field, value);
                if (text != null
                        && field.kind() == TypeField.Kind.SELECT
                        && !field.options().contains(text)) {
                    input.reject(name, Refusal.of("in"));
                } else if (text != null && text.isEmpty()) {
                    open.remove(field.key());
                } else if (text != null) {
                    open.put(field.key(), text);
                }
            }
        }
    }

    private static @Nullable String text(Input input, TypeField field, JsonNode value) {
        var name = "config." + field.key();
        if (!value.isString()) {
            return input.reject(name, Refusal.of("string"));
        }
        var text = Texts.trim(value.stringValue());
        var most = field.kind() == TypeField.Kind.SECRET ? MOST_SECRET_CHARACTERS : MOST_CHARACTERS;
        return Texts.length(text) > most
                ? input.reject(name, Refusal.of("max.string").with("max", most))
                : text;
    }

    /** Nobody learns a provider's secrets by having them sent elsewhere: with another address they are given anew. */
    private static void forgetWhereMoved(
            IntegrationType type,
            @Nullable ObjectNode sent,
            IntegrationConfig before,
            ObjectNode open,
            Map<String, String> secrets) {
        if (type.whereSecretsGo().stream()
                .allMatch(key -> Objects.equals(before.open().get(key), open.get(key)))) {
            return;
        }
        for (var field : type.fields()) {
            // One that is given again knows it, even if it is the same.
            var isGiven = sent != null && sent.path(field.key()).isString();
            if (!isGiven && !field.isOurs() && before.secrets().containsKey(field.key())) {
                secrets.remove(field.key());
            }
        }
    }

    /** Secrets that are ours to choose are made. */
    private static void makeOurs(Input input, IntegrationType type, Map<String, String> secrets) {
        type.fields().stream()
                .filter(TypeField::isOurs)
                .filter(field -> !input.errors().has("config." + field.key()))
                .forEach(field -> secrets.computeIfAbsent(field.key(), key -> HookToken.generate()));
    }

    /** What is required has to be there, unless it counts for nothing with what is chosen. */
    private static void requireAll(Input input, IntegrationType type, IntegrationConfig config) {
        var required = type.fields().stream()
                .filter(field -> field.isRequired() && field.counts(config::text))
                .toArray(TypeField[]::new);
        config.without(required).stream()
                .map(field -> "config." + field.key())
                .filter(name -> !input.errors().has(name))
                .forEach(name -> input.reject(name, Refusal.of("required")));
    }
}
