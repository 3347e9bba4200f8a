package leadhub.passwords;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leadhub.workspaces.Workspace;

/** Whom a password is for, and the words that others would guess first because of that. */
public record PasswordOwner(String name, String email, String workspaceName, String workspaceSlug) {
    private static final int LEAST_LETTERS = 3;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    public static PasswordOwner of(String name, String email, Workspace workspace) {
        return new PasswordOwner(name, email, workspace.name(), workspace.slug());
    }

    /** Whether a password is little more than one of those words: they make up more than half of its letters. */
    Optional<PasswordRefusal> refusal(String password) {
        if (isLittleMoreThan(password, email)) {
            return Optional.of(PasswordRefusal.LIKE_EMAIL);
        }
        if (isLittleMoreThan(password, name)) {
            return Optional.of(PasswordRefusal.LIKE_NAME);
        }
        return isLittleMoreThan(password, workspaceName + " " + workspaceSlug)
                ? Optional.of(PasswordRefusal.LIKE_WORKSPACE)
                : Optional.empty();
    }

    private static boolean isLittleMoreThan(String password, String text) {
        var plain = squeezed(password);
        var left = plain;
        for (var word : words(text)) {
            left = left.replace(word, "");
        }
        var counts = letters(plain) > 0 ? letters(plain) : plain.length();
        var countsLeft = letters(plain) > 0 ? letters(left) : left.length();
        return 2 * (counts - countsLeft) > counts;
    }

    /** The longest first, so that a part of a word takes nothing away from the whole. */
    private static Iterable<String> words(String text) {
        return Stream.concat(Stream.of(text), BETWEEN_WORDS.splitAsStream(text))
                .map(PasswordOwner::squeezed)
                .filter(word -> word.length() >= LEAST_LETTERS)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    private static String squeezed(String text) {
        return BETWEEN_WORDS
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll("");
    }

    private static long letters(String text) {
        return text.chars().filter(Character::isLetter).count();
    }
}
