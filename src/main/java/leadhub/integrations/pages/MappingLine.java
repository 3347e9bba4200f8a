package leadhub.integrations.pages;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;

/**
 * A line of the mapping's form.
 *
 * @param number that tells it from the others, from 1
 * @param problems what is wrong with it
 */
public record MappingLine(int number, String from, String to, String usual, Choices choices, List<Refusal> problems) {

    /** @param fields the lead's own, by their names */
    public record Choices(List<String> fields, List<CustomField> customFields) {}

    static MappingLine empty(int number, Choices choices) {
        return new MappingLine(number, "", "", "", choices, List.of());
    }

    public boolean isEmpty() {
        return from.isBlank() && to.isBlank() && usual.isBlank();
    }

    /** Whether it leads to what is offered; a custom field that nobody has defined isn't. */
    public boolean isOffered() {
        return choices.fields().contains(to)
                || choices.customFields().stream()
                        .anyMatch(field -> field.path().equals(to));
    }
}
