package leadhub.imports.pages;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Effect;
import leadhub.imports.Import;
import leadhub.imports.files.DateOrder;
import leadhub.imports.files.FileEncoding;
import leadhub.imports.files.LeadTargets;
import leadhub.imports.rows.DuplicatePolicy;
import leadhub.imports.rows.ImportOptions;
import leadhub.imports.rows.MatchOn;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads an import's options from its form. */
final class ImportFormReader {
    private static final int MOST_TAG_CHARACTERS = 255;

    private final Visit visit;
    private final Import before;

    private ImportFormReader(Visit visit, Import before) {
        this.visit = visit;
        this.before = before;
    }

    static ImportOptions read(Visit visit, Import before) {
        return new ImportFormReader(visit, before).read();
    }

    private ImportOptions read() {
        var encoding = FileEncoding.ofWord(visit.field("encoding")).orElse(null);
        var delimiter = delimiter();
        var hasHeader = hasHeader();
        var sheet = visit.field("sheet").isEmpty() ? null : visit.field("sheet");
        var known = before.options();
        // Read in another way, the file has other columns, of which nobody has said anything.
        var isSameFile = Objects.equals(encoding, known.encoding())
                && Objects.equals(delimiter, known.delimiter())
                && Objects.equals(hasHeader, known.hasHeader())
                && Objects.equals(sheet, known.sheet());
        return new ImportOptions(
                isSameFile ? mapping() : null,
                DuplicatePolicy.ofWord(visit.field("duplicates")).orElse(known.duplicates()),
                matchOn(),
                isSameFile ? byField() : Map.of(),
                DateOrder.ofWord(visit.field("date_order")).orElse(null),
                encoding,
                delimiter,
                hasHeader,
                sheet,
                target(),
                tags(),
                suppressed());
    }

    /** What was mended before and in this form: by line, the values by head. Cells that stay as they are say nothing. */
    static Map<String, Map<String, String>> mended(Visit visit, Import one, Import.Preview shown) {
        var mended = new LinkedHashMap<>(one.mended());
        var heads = one.guess().heads();
        for (var row : shown.rows()) {
            var line = Long.toString(row.line());
            for (var i = 0; i < heads.size(); i++) {
                var name = "mend." + line + "." + (i + 1);
                var was = row.values().get(heads.get(i));
                if (visit.form().node().has(name) && !visit.field(name).equals(was == null ? "" : was)) {
                    var cells = new LinkedHashMap<>(mended.getOrDefault(line, Map.of()));
                    cells.put(heads.get(i), visit.field(name));
                    mended.put(line, cells);
                }
            }
        }
        return mended;
    }

    private @Nullable Character delimiter() {
        var sent = visit.field("delimiter");
        return sent.equals("tab")
                ? Character.valueOf('\t')
                : sent.length() == 1 ? Character.valueOf(sent.charAt(0)) : null;
    }

    private @Nullable Boolean hasHeader() {
        return switch (visit.field("has_header")) {
            case "yes" -> true;
            case "no" -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable String> mapping() {
        var mapping = new LinkedHashMap<String, @Nullable String>();
        var heads = before.guess().heads();
        for (var i = 0; i < heads.size(); i++) {
            var target = visit.field("to." + (i + 1));
            mapping.put(heads.get(i), LeadTargets.isOne(target) ? target : null);
        }
        return mapping;
    }

    private Map<String, DuplicatePolicy> byField() {
        var rules = new LinkedHashMap<String, DuplicatePolicy>();
        for (var i = 1; i <= before.guess().heads().size(); i++) {
            var target = visit.field("to." + i);
            var rule = DuplicatePolicy.ofWord(visit.field("rule." + i))
                    .filter(one -> one == DuplicatePolicy.FILL
                            || one == DuplicatePolicy.UPDATE
                            || one == DuplicatePolicy.SKIP);
            if (LeadTargets.isOne(target) && rule.isPresent()) {
                rules.put(target, rule.get());
            }
        }
        return rules;
    }

    private List<MatchOn> matchOn() {
        var chosen = chosen("match_on");
        return Arrays.stream(MatchOn.values())
                .filter(one -> chosen.contains(one.word()))
                .toList();
    }

    private ImportOptions.Target target() {
        var place = visit.field("place");
        return new ImportOptions.Target(
                place.startsWith("pipeline-")
                        ? id(place.substring("pipeline-".length())).orElse(null)
                        : null,
                id(place).orElse(null),
                id(visit.field("assigned_user_id")).orElse(null));
    }

    private static Optional<Long> id(String text) {
        return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private List<String> tags() {
        return Arrays.stream(visit.field("tags").split("[,、，،]"))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty() && tag.length() <= MOST_TAG_CHARACTERS)
                .distinct()
                .toList();
    }

    /** What isn't ticked. */
    private Set<Effect> suppressed() {
        var chosen = chosen("effects");
        var suppressed = EnumSet.allOf(Effect.class);
        suppressed.removeIf(effect -> chosen.contains(effect.word()));
        return Set.copyOf(suppressed);
    }

    private List<String> chosen(String name) {
        return visit.form()
                .node()
                .path(name)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }
}
