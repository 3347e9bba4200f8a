package leadhub.imports.api;

import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.imports.Import;
import leadhub.imports.rows.ImportOptions;
import leadhub.web.input.Input;
import tools.jackson.databind.JsonNode;

/**
 * Reads cells that somebody mended: {@code {"3": {"Email": "sarah@example.com"}}}, by line and head; null takes the file's again.
 */
final class MendedReader {
    static final String FIELD = "mended";
    private static final int MOST_CHARACTERS = 65_535;

    private final Input input;
    private final Import before;
    private final ImportOptions options;

    private MendedReader(Input input, Import before, ImportOptions options) {
        this.input = input;
        this.before = before;
        this.options = options;
    }

    /**
     * What was mended before, and what is said now.
     *
     * @param options by which the file is read now
     */
    static Map<String, Map<String, String>> read(Input input, Import before, ImportOptions options) {
        var mended = new MendedReader(input, before, options).read();
        input.errors().check();
        return mended;
    }

    private Map<String, Map<String, String>> read() {
        var mended = new LinkedHashMap<>(isOtherSheet() ? Map.of() : before.mended());
        var sent = input.object(FIELD).over(null);
        if (sent == null) {
            return mended;
        }
        sent.properties().forEach(line -> {
            if (!line.getKey().matches("[1-9][0-9]{0,17}") || !line.getValue().isObject()) {
                input.reject(FIELD + "." + line.getKey(), Refusal.of("in"));
                return;
            }
            var cells = new LinkedHashMap<>(mended.getOrDefault(line.getKey(), Map.of()));
            line.getValue().properties().forEach(cell -> mend(line.getKey(), cell, cells));
            mended.put(line.getKey(), cells);
        });
        mended.values().removeIf(Map::isEmpty);
        return mended;
    }

    /** Lines of another sheet are other lines. */
    private boolean isOtherSheet() {
        var sheet = before.guess().sheet();
        return options.sheet() != null && !options.sheet().equals(sheet);
    }

    /** Read in another way, the file may have other columns, which are known when it has been read. */
    private boolean isReadAsBefore() {
        return options.file().equals(before.options().file());
    }

    private void mend(String line, Map.Entry<String, JsonNode> cell, Map<String, String> cells) {
        var name = FIELD + "." + line + "." + cell.getKey();
        var value = cell.getValue();
        if (isReadAsBefore() && !before.guess().heads().contains(cell.getKey())) {
            input.reject(name, Refusal.of("in"));
        } else if (value.isNull()) {
            cells.remove(cell.getKey());
        } else if (!value.isString()) {
            input.reject(name, Refusal.of("string"));
        } else if (value.stringValue().length() > MOST_CHARACTERS) {
            input.reject(name, Refusal.of("max.string").with("max", MOST_CHARACTERS));
        } else {
            cells.put(cell.getKey(), value.stringValue());
        }
    }
}
