package leadhub.imports.api;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import leadhub.base.Effect;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.imports.files.DateOrder;
import leadhub.imports.files.FileEncoding;
import leadhub.imports.files.FileOptions;
import leadhub.imports.files.LeadTargets;
import leadhub.imports.rows.DuplicatePolicy;
import leadhub.imports.rows.ImportOptions;
import leadhub.imports.rows.MatchOn;
import leadhub.leads.record.Lead;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an import's options, which stand as JSON in a field of the form; what is wrong is reported as {@code options.tags.0}. */
public final class ImportOptionsReader {
    private static final Refusal UNKNOWN = Refusal.of("in");
    private static final int MOST_TAG_CHARACTERS = 255;
    private static final String KEY = "[a-z0-9]+(_[a-z0-9]+)*";

    private final Input input;
    private final ImportOptions before;

    private ImportOptionsReader(Input input, ImportOptions before) {
        this.input = input;
        this.before = before;
    }

    /** The same where the form's fields were typed. */
    public static ImportOptions read(Map<String, String> form, ImportOptions usual) {
        return read(Json.MAPPER.<JsonNode>valueToTree(form), usual);
    }

    /**
     * @param form the fields of the body
     * @param before what holds where nothing is said; null gives back what is usual
     */
    static ImportOptions read(JsonNode form, ImportOptions before) {
        var input = new Input(options(form));
        var options = new ImportOptionsReader(input, before).read();
        if (input.errors().any()) {
            var errors = new LinkedHashMap<String, List<Refusal>>();
            input.errors().byField().forEach((field, refusals) -> errors.put("options." + field, refusals));
            throw new Problem.Invalid(errors).exception();
        }
        return options;
    }

    private static ObjectNode options(JsonNode form) {
        var sent = form.path("options");
        try {
            var read =
                    sent.isString() && !sent.stringValue().isBlank() ? Json.MAPPER.readTree(sent.stringValue()) : sent;
            if (read instanceof ObjectNode object) {
                return object;
            }
            if (read.isMissingNode()
                    || read.isNull()
                    || read.isString() && read.stringValue().isBlank()) {
                return Json.MAPPER.createObjectNode();
            }
        } catch (JacksonException e) {
            // Said below.
        }
        throw Problem.invalid("options", Refusal.of("array")).exception();
    }

    private ImportOptions read() {
        var usual = ImportOptions.USUAL;
        var file = new FileOptions(
                null,
                word("encoding", FileEncoding::ofWord, before.encoding(), null),
                isSaid("delimiter") ? delimiter() : before.delimiter(),
                input.bool("has_header").over(before.hasHeader()),
                input.text("sheet", 255).over(before.sheet()));
        // Read in another way, the file has other columns, of which nobody has said anything.
        var isSameFile = file.equals(before.file());
        return new ImportOptions(
                isSaid("mapping") ? mapping() : isSameFile ? before.mapping() : null,
                Objects.requireNonNull(
                        word("duplicates", DuplicatePolicy::ofWord, before.duplicates(), usual.duplicates())),
                isSaid("match_on") ? matchOn() : before.matchOn(),
                isSaid("duplicates_by_field") ? byField() : isSameFile ? before.byField() : Map.of(),
                word("date_order", DateOrder::ofWord, before.dateOrder(), null),
                file.encoding(),
                file.delimiter(),
                file.hasHeader(),
                file.sheet(),
                isSaid("target") ? target() : before.target(),
                isSaid("tags") ? tags() : before.tags(),
                isSaid("effects") ? suppressed() : before.suppressed());
    }

    private boolean isSaid(String field) {
        return input.node().has(field);
    }

    private @Nullable Map<String, @Nullable String> mapping() {
        var sent = input.object("mapping").over(null);
        if (sent == null) {
            return null;
        }
        var mapping = new LinkedHashMap<String, @Nullable String>();
        sent.properties().forEach(entry -> {
            var field = entry.getValue();
            if (field.isNull()) {
                mapping.put(entry.getKey(), null);
            } else if (field.isString() && isField(field.stringValue())) {
                mapping.put(entry.getKey(), field.stringValue());
            } else {
                input.reject("mapping." + entry.getKey(), UNKNOWN);
            }
        });
        return mapping;
    }

    /** What a row can say of a lead; custom fields that aren't there are made when the import starts. */
    static boolean isField(String name) {
        return LeadTargets.isOne(name)
                && (!name.startsWith(CustomField.PATH)
                        || name.length() <= CustomField.PATH.length() + 50
                                && name.substring(CustomField.PATH.length()).matches(KEY));
    }

    private <T> @Nullable T word(
            String field, Function<String, Optional<T>> ofWord, @Nullable T kept, @Nullable T usual) {
        if (!isSaid(field)) {
            return kept;
        }
        var word = input.text(field, 50).over(null);
        if (word == null) {
            return usual;
        }
        var known = ofWord.apply(word).orElse(null);
        if (known == null) {
            input.reject(field, UNKNOWN);
        }
        return known == null ? usual : known;
    }

    private List<MatchOn> matchOn() {
        var words = input.texts("match_on", 10, 50).over(null);
        if (words == null) {
            return ImportOptions.USUAL.matchOn();
        }
        var kinds = new ArrayList<MatchOn>();
        for (var place = 0; place < words.size(); place++) {
            var kind = MatchOn.ofWord(words.get(place));
            if (kind.isEmpty()) {
                input.reject("match_on." + place, UNKNOWN);
            }
            kind.filter(one -> !kinds.contains(one)).ifPresent(kinds::add);
        }
        return kinds;
    }

    private Map<String, DuplicatePolicy> byField() {
        var policies = new LinkedHashMap<String, DuplicatePolicy>();
        var sent = input.object("duplicates_by_field").over(null);
        if (sent == null) {
            return policies;
        }
        sent.properties().forEach(entry -> {
            var policy = DuplicatePolicy.ofWord(entry.getValue().asString(""))
                    .filter(one -> one == DuplicatePolicy.FILL
                            || one == DuplicatePolicy.UPDATE
                            || one == DuplicatePolicy.SKIP);
            if (policy.isEmpty() || !isField(entry.getKey()) && !entry.getKey().equals("custom_fields")) {
                input.reject("duplicates_by_field." + entry.getKey(), UNKNOWN);
            } else {
                policies.put(entry.getKey(), policy.get());
            }
        });
        return policies;
    }

    private @Nullable Character delimiter() {
        var sent = input.node().path("delimiter");
        if (sent.isMissingNode() || sent.isNull()) {
            return null;
        }
        return switch (sent.asString("")) {
            case "tab", "\t" -> '\t';
            case ",", ";", "|", ":" -> sent.asString("").charAt(0);
            default -> input.reject("delimiter", UNKNOWN);
        };
    }

    private ImportOptions.Target target() {
        var sent = input.object("target").over(null);
        if (sent == null) {
            return ImportOptions.USUAL.target();
        }
        var target = new Input(sent);
        var read = new ImportOptions.Target(
                target.integer("pipeline_id").over(null),
                target.integer("pipeline_stage_id").over(null),
                target.integer("assigned_user_id").over(null));
        target.errors()
                .byField()
                .forEach((field, refusals) -> refusals.forEach(one -> input.reject("target." + field, one)));
        return read;
    }

    private List<String> tags() {
        var sent = input.texts("tags", Lead.MOST_TAGS, MOST_TAG_CHARACTERS).over(null);
        return sent == null ? List.of() : sent;
    }

    private Set<Effect> suppressed() {
        var suppressed = EnumSet.noneOf(Effect.class);
        var sent = input.object("effects").over(null);
        if (sent == null) {
            return suppressed;
        }
        sent.properties().forEach(entry -> {
            var effect = Effect.of(entry.getKey());
            if (effect.isEmpty()) {
                input.reject("effects." + entry.getKey(), UNKNOWN);
            } else if (!entry.getValue().isBoolean()) {
                input.reject("effects." + entry.getKey(), Refusal.of("boolean"));
            } else if (!entry.getValue().booleanValue()) {
                suppressed.add(effect.get());
            }
        });
        return suppressed;
    }
}
