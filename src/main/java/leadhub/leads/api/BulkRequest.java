package leadhub.leads.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Effect;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What many leads are sent for.
 *
 * @param matchOn by what a lead is found, the first that matches wins
 * @param isAtomic whether none is written if one is refused
 * @param suppressed what is not brought about
 * @param rows as they were sent
 */
public record BulkRequest(
        Operation operation, List<Mark> matchOn, boolean isAtomic, Set<Effect> suppressed, List<JsonNode> rows) {
    static final int MOST_ROWS = 1_000;

    private static final List<Effect> EFFECTS = List.of(Effect.AUTOMATIONS, Effect.WEBHOOKS);

    public enum Operation {
        CREATE,
        UPDATE,
        UPSERT
    }

    public enum Mark {
        ID,
        EXTERNAL_ID,
        EMAIL,
        PHONE
    }

    static BulkRequest read(JsonNode body) {
        // Each row is read by itself, so that one that is wrong spoils no other.
        var envelope = body instanceof ObjectNode object ? withoutRows(object) : body;
        var rows = body instanceof ObjectNode object ? object.get("leads") : null;
        var input = new Input(envelope);
        var word = input.text("operation", 255).over(null);
        input.require("operation");
        var operation = word == null ? null : word(Operation.class, word);
        if (word != null && operation == null) {
            input.reject("operation", Refusal.of("in"));
        }
        var matchOn = matchOn(input);
        var isAtomic = Boolean.TRUE.equals(input.bool("atomic").over(false));
        var suppressed = suppressed(input);
        var read = rows(input, "leads", rows);
        input.errors().check();
        return new BulkRequest(operation == null ? Operation.CREATE : operation, matchOn, isAtomic, suppressed, read);
    }

    private static ObjectNode withoutRows(ObjectNode body) {
        var envelope = body.objectNode();
        body.properties().stream()
                .filter(member -> !member.getKey().equals("leads"))
                .forEach(member -> envelope.set(member.getKey(), member.getValue()));
        return envelope;
    }

    /** From one to a thousand of them. */
    static List<JsonNode> rows(Input input, String field, @Nullable JsonNode rows) {
        if (rows == null || rows.isNull()) {
            input.reject(field, Refusal.of("required"));
        } else if (!(rows instanceof ArrayNode)) {
            input.reject(field, Refusal.of("array"));
        } else if (rows.isEmpty()) {
            input.reject(field, Refusal.of("min.array").with("min", 1));
        } else if (rows.size() > MOST_ROWS) {
            input.reject(field, Refusal.of("max.array").with("max", MOST_ROWS));
        } else {
            return rows.valueStream().toList();
        }
        return List.of();
    }

    private static List<Mark> matchOn(Input input) {
        var words = input.texts("match_on", Mark.values().length, 255).over(null);
        if (words == null || words.isEmpty()) {
            return Arrays.asList(Mark.values());
        }
        var marks = new ArrayList<Mark>();
        for (var i = 0; i < words.size(); i++) {
            var mark = word(Mark.class, words.get(i));
            if (mark == null) {
                input.reject("match_on." + i, Refusal.of("in"));
            } else {
                marks.add(mark);
            }
        }
        return marks;
    }

    private static Set<Effect> suppressed(Input input) {
        var sent = input.object("effects").over(null);
        var suppressed = EnumSet.noneOf(Effect.class);
        if (sent == null) {
            return suppressed;
        }
        var effects = new Input(sent);
        for (var effect : EFFECTS) {
            if (Boolean.FALSE.equals(effects.bool(effect.word()).over(true))) {
                suppressed.add(effect);
            }
        }
        effects.errors()
                .byField()
                .forEach((field, refusals) -> refusals.forEach(refusal -> input.reject("effects." + field, refusal)));
        return suppressed;
    }

    private static <E extends Enum<E>> @Nullable E word(Class<E> type, String word) {
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
        return found.orElse(null);
    }
}
