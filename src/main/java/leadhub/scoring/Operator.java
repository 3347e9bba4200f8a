package leadhub.scoring;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a rule looks at what a lead has in a field. */
public enum Operator {
    EQUALS,
    NOT_EQUALS,
    CONTAINS,
    PRESENT,
    ABSENT,
    GREATER,
    LESS;

    /** As it stands in the database and in forms: {@code not_equals}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it compares with a value. */
    public boolean takesValue() {
        return this != PRESENT && this != ABSENT;
    }

    public static Optional<Operator> ofWord(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.word().equals(word))
                .findFirst();
    }
}
