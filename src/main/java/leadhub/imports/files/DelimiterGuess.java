package leadhub.imports.files;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out what stands between the cells of a text: what makes most rows equally wide, quotes considered. */
final class DelimiterGuess {
    private static final String CANDIDATES = ",;\t|:";
    private static final int ROWS = 200;

    private DelimiterGuess() {}

    /** @param sample the beginning of a text */
    static char of(String sample) throws IOException {
        if (sample.regionMatches(true, 0, "sep=", 0, 4)
                && sample.length() > 5
                && (sample.charAt(5) == '\n' || sample.charAt(5) == '\r')) {
            return sample.charAt(4);
        }
        var best = ',';
        var most = 0.0;
        for (var candidate : CANDIDATES.toCharArray()) {
            var score = score(sample, candidate);
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return best;
    }

    private static double score(String sample, char delimiter) throws IOException {
        var widths = new HashMap<Integer, Integer>();
        var first = 0;
        var rows = rows(sample, delimiter, ROWS);
        for (var row : rows) {
            first = first == 0 ? row.cells().size() : first;
            widths.merge(row.cells().size(), 1, Integer::sum);
        }
        var usual = widths.entrySet().stream()
                .filter(width -> width.getKey() > 1)
                .max(Map.Entry.comparingByValue())
                .orElse(null);
        if (usual == null) {
            return 0;
        }
        var share = (double) usual.getValue() / rows.size();
        var width = usual.getKey();
        return share * share * (first == width ? 1 : first > 1 ? 0.5 : 0.1) * (1 + Math.log(width));
    }

    /** The first rows that say something; the last one may be cut. */
    static List<CsvParser.Row> rows(String sample, char delimiter, int most) throws IOException {
        var rows = new ArrayList<CsvParser.Row>();
        try (var parser = new CsvParser(new StringReader(sample), delimiter)) {
            for (var row = parser.next(); row != null && rows.size() < most; row = parser.next()) {
                if (row.fault() == null && !CsvRows.isBlank(row) && !CsvRows.isHint(row)) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
