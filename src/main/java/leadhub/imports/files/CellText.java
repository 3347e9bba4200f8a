package leadhub.imports.files;

import java.util.Optional;
import leadhub.base.Refusal;

/** What stands in a cell, as a text. */
final class CellText {
    private CellText() {}

    /** Why a text can't be taken: it isn't of the file's encoding, or PostgreSQL can't keep it. */
    static Optional<Fault> fault(long line, int column, String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == TextInput.UNDECODABLE) {
                return Optional.of(new Fault(line, column, Refusal.of("import.undecodable")));
            }
            if (c == 0 || Character.isSurrogate(c) && !isPair(text, i)) {
                return Optional.of(new Fault(line, column, Refusal.of("characters")));
            }
            if (Character.isSurrogate(c)) {
                i++;
            }
        }
        return Optional.empty();
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }
}
