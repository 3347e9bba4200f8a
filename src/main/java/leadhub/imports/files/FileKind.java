package leadhub.imports.files;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that can be imported. */
public enum FileKind {
    CSV,
    XLSX,
    JSONL;

    /** Its name in the API: {@code jsonl}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FileKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
