package leadhub.forms;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a submission by somebody who is a lead already. */
public enum DuplicatePolicy {
    /** It fills what the lead lacks, and overwrites nothing. */
    FILL,
    /** It overwrites what the lead has. */
    UPDATE,
    /** It makes another lead. */
    CREATE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DuplicatePolicy> ofWord(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.word().equals(word))
                .findFirst();
    }
}
