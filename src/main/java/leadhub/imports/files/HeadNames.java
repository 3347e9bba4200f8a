package leadhub.imports.files;

import java.util.Optional;

/** How files call the fields of a lead. */
final class HeadNames {
    private static final WordList NAMES = new WordList("/imports/head-names.txt", true);

    private HeadNames() {}

    static boolean isKnown(String head) {
        return find(head).isPresent();
    }

    static Optional<WordList.Meaning> find(String head) {
        return NAMES.find(head);
    }

    /** What spellings of a head have in common. */
    static String key(String head) {
        return NAMES.key(head);
    }
}
