package leadhub.integrations.pages;

import java.util.Locale;
import java.util.stream.Collectors;
import leadhub.integrations.IntegrationType;

/**
 * A drawing of ours for a type, for providers' own marks aren't ours to copy: the outline says what kind of thing it is, the
 * letters which one.
 *
 * @param outline of 40 by 40
 */
public record TypeLogo(String letters, String outline, int hue) {
    private static final int HUES = 8;

    private static final String SQUARE = "M11 2h18a9 9 0 0 1 9 9v18a9 9 0 0 1-9 9H11a9 9 0 0 1-9-9V11a9 9 0 0 1 9-9z";
    private static final String BUBBLE =
            "M20 3c10.500 0 18 6.500 18 15.500S30.500 34 20 34c-2 0-4-.2-5.800-.7L5 38l2.200-8.500"
                    + "C4 26.800 2 23 2 18.500 2 9.500 9.500 3 20 3z";
    private static final String LETTER = "M7 5h18l13 11v14a5 5 0 0 1-5 5H7a5 5 0 0 1-5-5V10a5 5 0 0 1 5-5z";
    private static final String HEXAGON = "M20 1.500l16.500 9.200v18.600L20 38.500 3.500 29.300V10.700z";

    public static TypeLogo of(IntegrationType.About about) {
        var outline = switch (about.category()) {
            case LEAD_SOURCE -> SQUARE;
            case MESSAGING -> BUBBLE;
            case EMAIL -> LETTER;
            case AUTOMATION -> HEXAGON;
        };
        return new TypeLogo(
                letters(about.name()), outline, Math.floorMod(about.key().hashCode(), HUES) + 1);
    }

    /** The first letters of two words, else two capitals, else the first two letters. */
    private static String letters(String name) {
        var words = name.replaceAll("[^\\p{L}\\p{N} ]", " ").strip().split("\\s+");
        if (words.length > 1) {
            return (words[0].substring(0, 1) + words[1].substring(0, 1)).toUpperCase(Locale.ROOT);
        }
        var capitals = words[0].chars()
                .filter(Character::isUpperCase)
                .limit(2)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return capitals.length() > 1 ? capitals : words[0].substring(0, Math.min(2, words[0].length()));
    }
}
