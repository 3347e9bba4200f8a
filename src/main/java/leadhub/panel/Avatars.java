package leadhub.panel;

import gg.jte.Content;
import java.text.Normalizer;
import java.util.Locale;

/** Initials of people, each in one of eight hues that their name always has. */
final class Avatars {
    private static final int HUES = 8;

    private Avatars() {}

    static Content avatar(String name) {
        return output -> {
            output.writeContent("<span class=\"avatar hue-" + hue(name) + "\" aria-hidden=\"true\">");
            output.writeUserContent(initials(name));
            output.writeContent("</span>");
        };
    }

    private static int hue(String name) {
        // Neighbours in the alphabet hash to neighbours, so the bits are mixed first.
        return 1 + Math.floorMod(name.strip().toLowerCase(Locale.ROOT).hashCode() * 0x165667B1 >>> 28, HUES);
    }

    /** Of the first and the last word; one of names in scripts that are read by the syllable. */
    static String initials(String name) {
        var begun = Normalizer.normalize(name, Normalizer.Form.NFC).replaceFirst("^[\\s.@_-]+", "");
        var words = begun.split("[\\s.@_-]+");
        var first = initial(words[0]);
        var isAlphabetic = !first.isEmpty() && !Character.isIdeographic(first.codePointAt(0));
        return isAlphabetic && words.length > 1 ? first + initial(words[words.length - 1]) : first;
    }

    private static String initial(String word) {
        return word.isEmpty()
                ? ""
                : word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }
}
