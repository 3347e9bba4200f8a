package leadhub.forms.fields;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import leadhub.conditions.ValueKind;

/** What kind of field it is: how it is shown, and what it takes. */
public enum FieldType {
    TEXT(ValueKind.TEXT),
    TEXTAREA(ValueKind.TEXT),
    EMAIL(ValueKind.TEXT),
    PHONE(ValueKind.TEXT),
    NUMBER(ValueKind.NUMBER),
    DATE(ValueKind.DAY),
    URL(ValueKind.TEXT),
    SELECT(ValueKind.OPTIONAL_CHOICE),
    RADIO(ValueKind.OPTIONAL_CHOICE),
    MULTI_SELECT(ValueKind.WORDS),
    CHECKBOX(ValueKind.YES_NO),
    /** A checkbox beside a text that is agreed to. */
    CONSENT(ValueKind.YES_NO),
    /** Not shown; it has a value all the same. */
    HIDDEN(ValueKind.TEXT),
    FILE(ValueKind.TEXT);

    private final ValueKind kind;

    FieldType(ValueKind kind) {
        this.kind = kind;
    }

    /** How its values are compared. */
    ValueKind kind() {
        return kind;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FieldType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    /** Whether one chooses from options. */
    public boolean hasOptions() {
        return this == SELECT || this == RADIO || this == MULTI_SELECT;
    }

    /** Whether its value is true or false. */
    public boolean isBox() {
        return this == CHECKBOX || this == CONSENT;
    }

    /** Whether people type its value, or it is filled in for them. */
    public boolean isText() {
        return !hasOptions() && !isBox() && this != FILE;
    }

    /** Whether it has a smallest and a largest value, or number of values. */
    public boolean isBounded() {
        return this == NUMBER || this == DATE || this == MULTI_SELECT;
    }

    /** Whether a form may fill it in beforehand. */
    boolean hasDefault() {
        return this != FILE && this != CONSENT;
    }
}
