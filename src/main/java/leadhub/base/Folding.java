package leadhub.base;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes case and accents off text, by the rules of PostgreSQL's {@code unaccent}, which are read from it once. */
@Component
public class Folding {
    private final FoldingSql sql;
    private volatile @Nullable Map<Integer, String> plain;

    Folding(FoldingSql sql) {
        this.sql = sql;
    }

    /** The text in lower case and without accents. */
    public String fold(String text) {
        var isAscii = true;
        for (var i = 0; i < text.length() && isAscii; i++) {
            isAscii = text.charAt(i) < 128;
        }
        if (isAscii) {
            return text.toLowerCase(Locale.ROOT);
        }
        var rules = rules();
        var folded = new StringBuilder();
        // Lower case first and last: unaccent has a rule for each case, but lower case may bring new marks (İ).
        text.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            var replacement = rules.get(c);
            if (replacement == null) {
                folded.appendCodePoint(c);
            } else {
                folded.append(replacement);
            }
        });
        // A sigma is written differently at the end of a word, which the part of a word that is searched for can't
        // know.
        return folded.toString().toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }

    private Map<Integer, String> rules() {
        var known = plain;
        if (known == null) {
            known = sql.rules();
            plain = known;
        }
        return known;
    }
}
