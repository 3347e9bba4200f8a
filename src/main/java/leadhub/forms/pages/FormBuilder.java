package leadhub.forms.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import leadhub.conditions.NamedCondition;
import leadhub.forms.Form;
import leadhub.forms.FormLinks;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FormField;
import leadhub.forms.site.FormPage;
import leadhub.panel.FormErrors;

/** The model of the builder. */
public record FormBuilder(Form form, FormChoices.Choices choices, String origin, FormErrors mistake) {
    /** The comparisons that it offers; each suits some types. */
    public static final List<String> OPERATORS =
            List.of("equals", "not_equals", "present", "absent", "contains", "greater", "less");

    /** The name of a field's form. */
    public static String form(FormField field) {
        return "field-" + field.key().replace('_', '-');
    }

    public String path() {
        return "/forms/" + form.id();
    }

    public String path(FormField field) {
        return path() + "/fields/" + field.key();
    }

    public int position(FormField field) {
        return form.fields().indexOf(field) + 1;
    }

    public boolean isWrong(FormField field, String member) {
        return mistake.isAt(form(field), member);
    }

    /** One per line. */
    public String options(FormField field) {
        return field.options().stream().map(FormField.Option::label).collect(Collectors.joining("\n"));
    }

    public String text(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    public boolean isSimple(FormField field) {
        return FieldForm.isSimple(field);
    }

    /** What it is compared with; an empty comparison where there is none. */
    public NamedCondition condition(FormField field) {
        return Objects.requireNonNullElseGet(
                FieldForm.condition(field), () -> new NamedCondition("", leadhub.conditions.Comparison.EQUALS, ""));
    }

    /** Those that can be added. */
    public List<FieldType> types() {
        return Arrays.asList(FieldType.values());
    }

    public String link() {
        return FormLinks.page(origin, form);
    }

    public String embedCode() {
        return FormLinks.embedCode(origin, form);
    }

    public String frameCode() {
        return FormLinks.frameCode(origin, form);
    }

    /** The form as visitors see it. */
    public FormPage preview() {
        return new FormPage(form, form.fields(), "", "", Map.of(), Map.of(), "");
    }
}
