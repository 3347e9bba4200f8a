package leadhub.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.Refusal;

/**
 * Cells that somebody mended: by line, the values by head.
 *
 * <p>Limits: 10,000 cells of an import, 1 Mi characters together.
 */
final class MendedCells {
    private static final int MOST = 10_000;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final String FIELD = "mended";

    private MendedCells() {}

    static void requireRoom(Map<String, Map<String, String>> mended) {
        long cells = 0;
        long characters = 0;
        for (var line : mended.values()) {
            cells += line.size();
            characters += line.entrySet().stream()
                    .mapToLong(cell -> cell.getKey().length() + cell.getValue().length())
                    .sum();
        }
        if (cells > MOST) {
            throw Problem.invalid(FIELD, Refusal.of("max.array").with("max", MOST))
                    .exception();
        }
        if (characters > MOST_CHARACTERS) {
            throw Problem.invalid(FIELD, Refusal.of("max.string").with("max", MOST_CHARACTERS))
                    .exception();
        }
    }

    /** Those of columns and lines that the file has, as it is read now. */
    static Map<String, Map<String, String>> in(
            List<String> heads, long lastLine, Map<String, Map<String, String>> mended) {
        var there = new LinkedHashMap<String, Map<String, String>>();
        mended.forEach((line, cells) -> {
            var kept = new LinkedHashMap<>(cells);
            kept.keySet().retainAll(heads);
            if (Long.parseLong(line) <= lastLine && !kept.isEmpty()) {
                there.put(line, kept);
            }
        });
        return there;
    }

    /** Refuses what was asked for and isn't there. What was mended before goes silently, as another sheet is read. */
    static void requireKept(
            Map<String, Map<String, String>> before,
            Map<String, Map<String, String>> asked,
            Map<String, Map<String, String>> kept) {
        asked.forEach((line, cells) -> {
            var old = before.getOrDefault(line, Map.of());
            var there = kept.getOrDefault(line, Map.of());
            for (var cell : cells.entrySet()) {
                if (!there.containsKey(cell.getKey()) && !cell.getValue().equals(old.get(cell.getKey()))) {
                    var name = FIELD + "." + line + (there.isEmpty() ? "" : "." + cell.getKey());
                    throw Problem.invalid(name, Refusal.of("in")).exception();
                }
            }
        });
    }
}
