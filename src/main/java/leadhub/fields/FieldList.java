package leadhub.fields;

import java.util.List;
import leadhub.panel.FormErrors;

/** The model of Settings → Custom fields. */
public record FieldList(List<CustomField> fields, FormErrors mistake) {

    /** The name of a field's form. */
    public static String form(CustomField field) {
        return "field-" + field.id();
    }

    public static String path(CustomField field) {
        return "/settings/fields/" + field.id();
    }

    /** The options as a field's form shows them, one per line. */
    public String options(CustomField field) {
        return mistake.typed(form(field), "options", String.join("\n", field.options()));
    }

    public boolean isFull() {
        return fields.size() >= CustomField.MOST;
    }
}
