package leadhub.intake;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of what came in about a person who is known. */
public enum DuplicatePolicy {
    /** It fills what the lead lacks. */
    FILL,
    /** It overwrites what the lead has. */
    UPDATE,
    /** It becomes another lead. */
    CREATE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DuplicatePolicy> of(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(word))
                .findFirst();
    }
}
