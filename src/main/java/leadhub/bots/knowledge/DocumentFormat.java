package leadhub.bots.knowledge;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a document is written. A word that is stored is never renamed. */
public enum DocumentFormat {
    TEXT,
    MARKDOWN,
    CSV,
    HTML,
    DOCX,
    PDF;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DocumentFormat> ofWord(String word) {
        return Stream.of(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** By the end of a file's name; empty for one that can't be read here. */
    static Optional<DocumentFormat> ofName(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "txt", "text" -> Optional.of(TEXT);
            case "md", "markdown" -> Optional.of(MARKDOWN);
            case "csv" -> Optional.of(CSV);
            case "html", "htm" -> Optional.of(HTML);
            case "docx" -> Optional.of(DOCX);
            case "pdf" -> Optional.of(PDF);
            default -> Optional.empty();
        };
    }
}
