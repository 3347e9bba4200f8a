package leadhub.automations.steps;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionKind;
import leadhub.actions.ActionRequest;
import leadhub.actions.Actions;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.web.input.Errors;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads steps from bodies of the API; whatever is wrong is refused by its path: {@code steps.2.config.tag}.
 *
 * <p>Limits: 100 steps in all, five levels of branches.
 */
@Component
public class StepReader {
    /** The most steps of an automation. */
    public static final int MOST = 100;

    private static final int MOST_LEVELS = 5;
    private static final int MOST_PATHS = 20;
    private static final int MOST_NAME_CHARACTERS = 255;
    private static final int GIVEN_ID_CHARACTERS = 8;
    private static final String ID = "[A-Za-z0-9_-]{1,40}";

    private final Actions actions;
    private final TermReader terms;

    StepReader(Actions actions, TermReader terms) {
        this.actions = actions;
        this.terms = terms;
    }

    /**
     * What steps are read with.
     *
     * @param secrets those that were there; afterwards also those that were sent
     * @param createsTags whether a tag that isn't there yet is made
     */
    public record Context(Caller caller, StepSecrets secrets, boolean createsTags, Errors errors) {}

    /** Within the transaction of the verb that keeps them. */
    public List<Step> read(Context context, JsonNode sent) {
        return new Reading(context).steps(sent, "steps", 1);
    }

    /** One request on its way through. */
    private final class Reading {
        private final Context context;
        private final Set<String> ids = new HashSet<>();
        private int number;

        Reading(Context context) {
            this.context = context;
        }

        private void reject(String path, Refusal refusal) {
            context.errors().add(path, refusal);
        }

        List<Step> steps(@Nullable JsonNode sent, String path, int level) {
            if (sent == null || sent.isNull()) {
                return List.of();
            }
            if (!sent.isArray()) {
                reject(path, Refusal.of("array"));
                return List.of();
            }
            var steps = new ArrayList<Step>();
            for (var i = 0; i < sent.size(); i++) {
                if (++number > MOST || level > MOST_LEVELS) {
                    reject(path, Refusal.of("max.array").with("max", number > MOST ? MOST : MOST_LEVELS));
                    break;
                }
                step(sent.get(i), path + "." + i, level).ifPresent(steps::add);
            }
            return List.copyOf(steps);
        }

        private Optional<Step> step(JsonNode sent, String path, int level) {
            if (!sent.isObject()) {
                reject(path, Refusal.of("array"));
                return Optional.empty();
            }
            var id = id(sent, path);
            var config = sent.get("config") instanceof ObjectNode object ? object : Json.MAPPER.createObjectNode();
            var configPath = path + ".config";
            var type = sent.path("type").asString("").strip();
            return switch (type) {
                case "condition" -> Optional.of(new Step.Gate(id, group(config, configPath)));
                case "branch" -> Optional.of(branch(id, config, configPath, level));
                case "delay" -> pause(config, configPath).map(pause -> new Step.Delay(id, pause));
                case "wait_until" -> Optional.of(waitUntil(id, config, configPath));
                case "action" ->
                    action(id, sent.path("action").asString("").strip(), path + ".action", config, configPath);
                default -> {
                    // Read as an action, which some spell in short.
                    if (actions.find(type).isEmpty()) {
                        reject(path + ".type", type.isEmpty() ? Refusal.of("required") : Refusal.of("in"));
                        yield Optional.empty();
                    }
                    yield action(id, type, path + ".type", config, configPath);
                }
            };
        }

        private String id(JsonNode sent, String path) {
            var id = sent.path("id").asString("").strip();
            if (id.isEmpty()) {
                id = newId();
            } else if (!id.matches(ID)) {
                reject(path + ".id", Refusal.of("invalid"));
            } else if (!ids.add(id)) {
                reject(path + ".id", Refusal.of("taken"));
            }
            return id;
        }

        /** Not a number that counts up: it is never given again, for runs find their place by it. */
        private String newId() {
            var random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
            return ("00000000" + random).substring(random.length(), random.length() + GIVEN_ID_CHARACTERS);
        }

        private Term.Group group(ObjectNode config, String path) {
            return terms.read(context.caller().workspaceId(), config, path, false, this::reject);
        }

        private Step branch(String id, ObjectNode config, String path, int level) {
            var sent = config.path("paths");
            if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST_PATHS) {
                reject(
                        path + ".paths",
                        sent.isArray() && !sent.isEmpty()
                                ? Refusal.of("max.array").with("max", MOST_PATHS)
                                : sent.isMissingNode() ? Refusal.of("required") : Refusal.of("array"));
                return new Step.Branch(id, List.of(), List.of());
            }
            var paths = new ArrayList<Step.Path>();
            for (var i = 0; i < sent.size(); i++) {
                path(sent.get(i), path + ".paths." + i, i, level).ifPresent(paths::add);
            }
            var otherwise = steps(config.path("otherwise").get("steps"), path + ".otherwise.steps", level + 1);
            return new Step.Branch(id, List.copyOf(paths), otherwise);
        }

        private Optional<Step.Path> path(JsonNode sent, String path, int index, int level) {
            if (!(sent instanceof ObjectNode object)) {
                reject(path, Refusal.of("array"));
                return Optional.empty();
            }
            var name = Texts.trim(sent.path("name").asString(""));
            if (Texts.length(name) > MOST_NAME_CHARACTERS) {
                reject(path + ".name", Refusal.of("max.string").with("max", MOST_NAME_CHARACTERS));
            }
            return Optional.of(new Step.Path(
                    name.isEmpty() ? Integer.toString(index + 1) : name,
                    group(object, path),
                    steps(object.get("steps"), path + ".steps", level + 1)));
        }

        private Optional<Pause> pause(ObjectNode config, String path) {
            if (!config.hasNonNull("until")) {
                return span(config, path).map(Pause.For::new);
            }
            var weekdays = new ArrayList<DayOfWeek>();
            var sent = config.path("weekdays");
            for (var i = 0; i < sent.size(); i++) {
                var place = path + ".weekdays." + i;
                Pause.weekday(sent.get(i).asString(""))
                        .ifPresentOrElse(weekdays::add, () -> reject(place, Refusal.of("in")));
            }
            try {
                var time = LocalTime.parse(config.path("until").asString(""));
                return Optional.of(new Pause.Until(
                        time, weekdays.stream().distinct().sorted().toList()));
            } catch (DateTimeParseException e) {
                reject(path + ".until", Refusal.of("invalid"));
                return Optional.empty();
            }
        }

        private Step waitUntil(String id, ObjectNode config, String path) {
            var conditions = group(config, path);
            var timeout = config.get("timeout") instanceof ObjectNode sent
                    ? span(sent, path + ".timeout").orElse(null)
                    : null;
            var word = config.path("on_timeout").asString("continue");
            if (!word.equals("continue") && !word.equals("stop")) {
                reject(path + ".on_timeout", Refusal.of("in"));
            }
            return new Step.WaitUntil(id, conditions, timeout, word.equals("stop"));
        }

        private Optional<Span> span(ObjectNode sent, String path) {
            var amount = sent.path("amount");
            var unit = Span.Unit.ofWord(sent.path("unit").asString(""));
            var isWhole = amount.isIntegralNumber()
                    || amount.isString() && amount.stringValue().matches("[0-9]{1,9}");
            var number = isWhole ? amount.asLong() : 0;
            if (number < 1 || number > Span.MOST) {
                reject(
                        path + ".amount",
                        amount.isMissingNode()
                                ? Refusal.of("required")
                                : Refusal.of("between").with("min", 1).with("max", Span.MOST));
            }
            if (unit.isEmpty()) {
                reject(path + ".unit", sent.has("unit") ? Refusal.of("in") : Refusal.of("required"));
            }
            return unit.map(known -> new Span(number, known));
        }

        private Optional<Step> action(String id, String key, String keyPath, ObjectNode config, String path) {
            var kind = actions.find(key);
            if (kind.isEmpty() || !isOffered(kind.get())) {
                reject(keyPath, key.isEmpty() ? Refusal.of("required") : Refusal.of("in"));
                return Optional.empty();
            }
            return checked(id, kind.get(), config, path)
                    .map(checked -> new Step.Act(
                            id, key, context.secrets().hide(id, kind.get().fields(), checked)));
        }

        private Optional<ActionConfig> checked(String id, ActionKind kind, ObjectNode config, String path) {
            var revealed = context.secrets().reveal(id, kind.fields(), config);
            try {
                var request =
                        new ActionRequest(context.caller(), revealed, key -> path + "." + key, context.createsTags());
                return Optional.of(kind.check(request).config());
            } catch (ProblemException e) {
                if (!(e.problem() instanceof Problem.Invalid(var errors))) {
                    throw e;
                }
                context.errors().addAll(errors);
                return Optional.empty();
            }
        }
    }

    /** Whether automations have it: leads aren't deleted by themselves. */
    public static boolean isOffered(ActionKind kind) {
        return !kind.key().equals("delete");
    }
}
