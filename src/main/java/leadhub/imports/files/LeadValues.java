package leadhub.imports.files;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leadhub.base.FormulaGuard;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings what people write in cells into the spelling of the API, whose reader then takes or refuses it. */
final class LeadValues {
    private static final WordList WORDS = new WordList("/imports/value-words.txt", false);
    private static final Pattern SEPARATORS = Pattern.compile("[,;|\n、，；،]");

    private final LeadTerms terms;
    private final boolean isJson;
    private final Map<String, CustomField> fields;
    private final Map<String, LeadField.Kind> kinds = new HashMap<>();

    /** @param isJson whether texts and numbers are those of programs, without guards and habits of countries */
    LeadValues(LeadTerms terms, boolean isJson) {
        this.terms = terms;
        this.isJson = isJson;
        this.fields = terms.fields().stream().collect(Collectors.toMap(CustomField::path, Function.identity()));
        LeadFields.SENT_BY_PROGRAMS.forEach(field -> kinds.put(field.name(), field.kind()));
    }

    /** What a row says, as a program would send it. */
    static final class Draft {
        private final ObjectNode node;
        private final Map<String, String> places = new LinkedHashMap<>();
        private @Nullable Instant createdAt;

        Draft(ObjectNode node) {
            this.node = node;
        }

        ObjectNode node() {
            return node;
        }

        @Nullable
        Instant createdAt() {
            return createdAt;
        }
    }

    /** Takes a cell in; says what is wrong with it that the API's reader would not see. */
    @Nullable
    Refusal put(Draft draft, String target, String head, String cell) {
        var text = isJson ? cell : FormulaGuard.unguarded(cell);
        if (target.equals(LeadTargets.CREATED_AT)) {
            var order = terms.dateOrders().get(head);
            draft.createdAt = CellDates.instant(text, order, terms.zone()).orElse(null);
            return draft.createdAt == null ? orDate(CellDates.read(text, order).refusal()) : null;
        }
        if (target.equals(LeadTargets.FULL_NAME)) {
            putName(draft.node, Texts.trim(text));
            return null;
        }
        if (target.startsWith(CustomField.PATH)) {
            return putCustom(draft.node, target, head, text);
        }
        return putOwn(draft, target, head, text);
    }

    private @Nullable Refusal putOwn(Draft draft, String target, String head, String text) {
        var node = draft.node;
        switch (kinds.getOrDefault(target, LeadField.Kind.TEXT)) {
            case TAGS -> addTexts(node, "tags", text);
            case CUSTOM -> putObject(node, text);
            case FLAG -> putFirst(node, target, word(text, "true", "false"));
            case STATUS -> putFirst(node, target, status(text));
            case ID -> draft.places.putIfAbsent(target, Texts.trim(text));
            case MONEY -> {
                var number = number(text, head);
                putFirst(node, target, number.plain());
                return number.refusal();
            }
            case DAY -> {
                var read = CellDates.read(text, terms.dateOrders().get(head));
                putFirst(node, target, read.date() == null ? null : read.date().toString());
                return read.refusal();
            }
            case TEXT, KEY, CURRENCY, WHOLE, IDS, TIME -> putFirst(node, target, text);
        }
        return null;
    }

    private @Nullable Refusal putCustom(ObjectNode node, String target, String head, String text) {
        var object = node.get("custom_fields") instanceof ObjectNode known ? known : node.putObject("custom_fields");
        var key = target.substring(CustomField.PATH.length());
        var field = fields.get(target);
        if (field == null) {
            putFirst(object, key, text);
            return null;
        }
        switch (field.kind()) {
            case NUMBER -> {
                var number = number(text, head);
                putFirst(object, key, number.plain());
                return number.refusal();
            }
            case DATE -> {
                var read = CellDates.read(text, terms.dateOrders().get(head));
                putFirst(object, key, read.date() == null ? null : read.date().toString());
                return read.refusal();
            }
            case CHECKBOX -> putFirst(object, key, word(text, "true", "false"));
            case MULTI_SELECT ->
                addTexts(object, key, field.options().contains(text) ? Json.write(List.of(text)) : text);
            case TEXT, DROPDOWN, URL -> putFirst(object, key, text);
        }
        return null;
    }

    private CellNumbers.Read number(String text, String head) {
        return isJson ? new CellNumbers.Read(text, null) : CellNumbers.read(Texts.trim(text), terms.decimal(head));
    }

    private static Refusal orDate(@Nullable Refusal refusal) {
        return refusal == null ? Refusal.of("date") : refusal;
    }

    /** What two columns say of one field, the first says. */
    private static void putFirst(ObjectNode node, String name, @Nullable String text) {
        if (text != null && !node.has(name)) {
            node.put(name, text);
        }
    }

    /** {@code Doe, Jane}, {@code Jane Doe}, or a name that isn't written in two parts. */
    private static void putName(ObjectNode node, String name) {
        var comma = name.indexOf(',');
        var space = Math.max(name.lastIndexOf(' '), name.lastIndexOf('\u3000'));
        if (comma > 0) {
            putFirst(node, "last_name", name.substring(0, comma));
            putFirst(node, "first_name", name.substring(comma + 1));
        } else if (space > 0) {
            putFirst(node, "first_name", name.substring(0, space));
            putFirst(node, "last_name", name.substring(space + 1));
        } else {
            putFirst(node, "last_name", name);
        }
    }

    private static void addTexts(ObjectNode node, String name, String text) {
        var list = node.get(name) instanceof ArrayNode known ? known : node.putArray(name);
        if (json(text) instanceof ArrayNode items) {
            items.forEach(list::add);
            return;
        }
        for (var part : SEPARATORS.split(text)) {
            if (!Texts.trim(part).isEmpty()) {
                list.add(Texts.trim(part));
            }
        }
    }

    private static void putObject(ObjectNode node, String text) {
        if (json(text) instanceof ObjectNode object) {
            var known =
                    node.get("custom_fields") instanceof ObjectNode before ? before : node.putObject("custom_fields");
            object.properties().forEach(member -> known.putIfAbsent(member.getKey(), member.getValue()));
        } else {
            node.put("custom_fields", text);
        }
    }

    private static tools.jackson.databind.@Nullable JsonNode json(String text) {
        var first = text.stripLeading();
        if (!first.startsWith("[") && !first.startsWith("{")) {
            return null;
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String word(String text, String one, String other) {
        return WORDS.find(text)
                .map(WordList.Meaning::word)
                .filter(word -> word.equals(one) || word.equals(other))
                .orElse(text);
    }

    private static String status(String text) {
        return WORDS.find(text)
                .map(WordList.Meaning::word)
                .filter(word -> !word.equals("true") && !word.equals("false"))
                .orElse(Texts.trim(text));
    }

    /** Puts in the ids of what a row names: the owner, the pipeline, and the stage within it. Says what nobody knows. */
    Map<String, Refusal> placeStage(Draft draft) {
        if (draft.places.isEmpty()) {
            return Map.of();
        }
        var refusals = new LinkedHashMap<String, Refusal>();
        var pipeline = place(draft, LeadFields.PIPELINE_ID.name(), refusals, terms.places()::pipeline);
        place(
                draft,
                LeadFields.PIPELINE_STAGE_ID.name(),
                refusals,
                word -> terms.places().stage(pipeline, word));
        place(draft, LeadFields.ASSIGNED_USER_ID.name(), refusals, terms.places()::user);
        return refusals;
    }

    private static long place(
            Draft draft, String name, Map<String, Refusal> refusals, Function<String, Optional<Long>> finder) {
        var word = draft.places.get(name);
        if (word == null || word.isEmpty()) {
            return 0;
        }
        var id = finder.apply(word);
        id.ifPresentOrElse(found -> draft.node.put(name, found), () -> refusals.put(name, Refusal.of("in")));
        return id.orElse(0L);
    }
}
