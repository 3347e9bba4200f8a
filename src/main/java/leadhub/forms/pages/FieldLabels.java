package leadhub.forms.pages;

import java.util.stream.Collectors;
import leadhub.forms.Form;
import leadhub.forms.fields.FormField;
import tools.jackson.databind.JsonNode;

/** What people read of a form's fields and values. */
final class FieldLabels {
    private FieldLabels() {}

    /** A field's label today; its key where the form has it no more. */
    static String of(Form form, String key) {
        return form.fields().stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .map(FormField::label)
                .orElse(key);
    }

    static String text(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
        }
        if (value.isObject()) {
            return value.path("name").asString("");
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
    }
}
