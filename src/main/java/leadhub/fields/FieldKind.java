package leadhub.fields;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of values that custom fields can have. */
public enum FieldKind {
    TEXT,
    NUMBER,
    DATE,
    DROPDOWN,
    MULTI_SELECT,
    CHECKBOX,
    URL;

    /** Its name in the database and in forms: {@code multi_select}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it has options to choose from. */
    public boolean hasOptions() {
        return this == DROPDOWN || this == MULTI_SELECT;
    }

    public static Optional<FieldKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
