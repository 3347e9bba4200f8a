package leadhub.bots.flows;

import java.util.regex.Pattern;
import leadhub.base.Folding;

/** Texts as they are compared with what visitors type: without case, accents and signs. */
public final class Spelling {
    private static final Folding FOLDING = new Folding();
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private Spelling() {}

    public static String of(String text) {
        return SIGNS.matcher(FOLDING.fold(text)).replaceAll(" ").strip();
    }
}
