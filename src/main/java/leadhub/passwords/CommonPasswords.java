package leadhub.passwords;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The passwords that people choose most often, of those long enough to be taken here: zxcvbn's list, the commonest first. */
final class CommonPasswords {
    static final int HOW_MANY = 3_000;

    private static final Set<String> ALL = load();

    private CommonPasswords() {}

    /** Whether a password is one of them, in whatever case. */
    static boolean contains(String password) {
        var folded =
                Normalizer.normalize(password, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        return ALL.contains(folded) || folded.replaceAll("[^\\p{L}]", "").equals("leadhub");
    }

    private static Set<String> load() {
        try {
            return StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
                    .filter(password -> password.length() >= Passwords.LEAST_CHARACTERS)
                    .limit(HOW_MANY)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
