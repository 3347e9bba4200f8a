package leadhub.bots.knowledge;

import com.ibm.icu.text.Normalizer2;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leadhub.base.Folding;

/**
 * The words of a text as full-text search takes them. Languages that put no spaces between words are cut: Chinese characters into pairs
 * of neighbours, kana by their kind. What only holds sentences together there is left out.
 */
final class SearchWords {
    private static final Folding FOLDING = new Folding();
    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCCasefoldInstance();
    private static final String HOLDING = "的了吗呢是我你您他她它们在有和与或这那哪什么怎样多少几请问能可以要会不就都也还把被给到从对为个吧啊";

    private static final Set<String> ASKING = Set.of(
            ("how when what where which who why much many long does can could would please something anything get got tell want need know "
                            + "wann wie was wo welche welcher welches warum wieso wieviel viel lange kann konnen konnte bitte gibt habt gilt "
                            + "何日 何時 何年 使 "
                            + "时候 久 "
                            + "متى هل ما ماذا كم أين كيف لماذا يمكن يمكنني هناك")
                    .split(" "));

    private SearchWords() {}

    private enum Kind {
        NONE,
        WORD,
        HAN,
        KATAKANA,
        HIRAGANA
    }

    /** @param language whose rules take the words then: those of Arabic want its letters as they are written */
    static String of(String text, String language) {
        return String.join(" ", words(text, language));
    }

    /** The same of a question, without what only asks. */
    static String asked(String question, String language) {
        var words = words(question, language);
        var meant = words.stream().filter(word -> !ASKING.contains(word)).toList();
        return String.join(" ", meant.isEmpty() ? words : meant);
    }

    private static List<String> words(String text, String language) {
        var folded = language.equals("ar") ? COMPATIBLE.normalize(text) : FOLDING.fold(text);
        var words = new ArrayList<String>();
        var held = new ArrayList<String>();
        var from = 0;
        var kind = Kind.NONE;
        for (var at = 0; at <= folded.length(); ) {
            var c = at < folded.length() ? folded.codePointAt(at) : ' ';
            var next = at < folded.length() ? kind(c, kind) : Kind.NONE;
            if (next != kind || at == folded.length()) {
                add(folded.substring(from, at), kind, words, held);
                from = at;
                kind = next;
            }
            at += Character.charCount(c);
        }
        // Nothing but kana: then they are all that there is.
        return words.isEmpty() ? held : words;
    }

    private static Kind kind(int c, Kind before) {
        if (c == 'ー') {
            return before == Kind.HIRAGANA ? Kind.HIRAGANA : Kind.KATAKANA;
        }
        if (!Character.isLetterOrDigit(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
            return Kind.NONE;
        }
        var script = UnicodeScript.of(c);
        if (script == UnicodeScript.HAN) {
            return HOLDING.indexOf(c) >= 0 ? Kind.NONE : Kind.HAN;
        }
        return switch (script) {
            case KATAKANA -> Kind.KATAKANA;
            case HIRAGANA -> Kind.HIRAGANA;
            default -> Kind.WORD;
        };
    }

    private static void add(String run, Kind kind, List<String> words, List<String> held) {
        switch (kind) {
            case WORD, KATAKANA -> words.add(run);
            case HAN -> pairs(run, words);
            case HIRAGANA -> pairs(run, held);
            case NONE -> {
                // Between words.
            }
        }
    }

    private static void pairs(String run, List<String> into) {
        var letters = run.codePoints().toArray();
        if (letters.length == 1) {
            into.add(run);
        }
        for (var i = 0; i + 1 < letters.length; i++) {
            into.add(new String(letters, i, 2));
        }
    }

    /** PostgreSQL's rules for the words of a language. */
    static String rules(String language) {
        return switch (language) {
            case "en" -> "english";
            case "de" -> "german";
            case "ar" -> "arabic";
            default -> "simple";
        };
    }
}
