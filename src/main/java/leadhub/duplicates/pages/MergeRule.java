package leadhub.duplicates.pages;

import java.util.Arrays;
import java.util.Locale;
import leadhub.leads.record.Lead;

/** Whose values are taken in all fields at once, until somebody chooses otherwise. What is empty never wins. */
public enum MergeRule {
    /** The survivor's. */
    THIS,
    /** Those of the lead that was changed last. */
    NEWEST,
    /** The longer ones. */
    LONGEST;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MergeRule of(String word) {
        return Arrays.stream(values())
                .filter(rule -> rule.word().equals(word))
                .findFirst()
                .orElse(THIS);
    }

    boolean takesRight(Lead left, Lead right, String leftText, String rightText) {
        if (leftText.isEmpty() || rightText.isEmpty()) {
            return leftText.isEmpty();
        }
        return switch (this) {
            case THIS -> false;
            case NEWEST -> right.updatedAt().isAfter(left.updatedAt());
            case LONGEST -> rightText.length() > leftText.length();
        };
    }
}
