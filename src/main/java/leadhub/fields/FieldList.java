package leadhub.fields;

import java.util.List;
import leadhub.panel.FormErrors;

/** What the settings of custom fields show. */
public record FieldList(List<CustomField> fields, FormErrors mistake) {

    /** What a field's form is called. */
    public static String form(CustomField field) {
        return "field-" + field.id();
    }

    public static String path(CustomField field) {
        return "/settings/fields/" + field.id();
    }

    /** What a field's form shows as its options, one a line. */
    public String options(CustomField field) {
        return mistake.typed(form(field), "options", String.join("\n", field.options()));
    }

    public boolean isFull() {
        return fields.size() >= CustomField.MOST;
    }
}
