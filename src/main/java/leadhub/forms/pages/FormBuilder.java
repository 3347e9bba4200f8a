package leadhub.forms.pages;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.NamedCondition;
import leadhub.forms.Form;
import leadhub.forms.FormLinks;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FormField;
import leadhub.forms.site.FormPage;
import leadhub.forms.watch.FormInNeed;
import leadhub.panel.FormErrors;
import org.jspecify.annotations.Nullable;

/** The model of the builder. @param trouble null for none */
public record FormBuilder(
        Form form,
        FormChoices.Choices choices,
        String origin,
        @Nullable FormInNeed trouble,
        FormErrors mistake) {
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

    public String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** A condition that the builder can say: under which name of inputs, what it is, and what it says. */
    public record Condition(String name, String label, boolean isSimple, NamedCondition asked) {}

    /** When it is shown, and when it is required. */
    public List<Condition> conditions(FormField field) {
        return List.of(
                condition("visible", "forms.visible-if", field.visibleIf()),
                condition("required", "forms.required-if", field.requiredIf()));
    }

    /** An empty comparison where there is none. */
    private static Condition condition(String name, String label, @Nullable ConditionGroup group) {
        var asked = Objects.requireNonNullElseGet(
                FieldForm.condition(group), () -> new NamedCondition("", Comparison.EQUALS, ""));
        return new Condition(name, label, FieldForm.isSimple(group), asked);
    }

    /** What it is filled with beforehand, as text. */
    public String defaultValue(FormField field) {
        var value = field.defaultValue();
        return value == null ? "" : value.isNumber() ? value.decimalValue().toPlainString() : value.asString("");
    }

    /** When it closes, by the visitor's clock. */
    public String closes(ZoneId zone) {
        var closesAt = form.settings().closesAt();
        return closesAt == null
                ? ""
                : LocalDateTime.ofInstant(closesAt, zone)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
    }

    /** The titles of steps, one a line. */
    public String steps() {
        return form.settings()
                .json()
                .path("steps")
                .valueStream()
                .map(step -> step.path("title").asString(""))
                .collect(Collectors.joining("\n"));
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
        return new FormPage(form, form.fields(), "", "", Map.of(), Map.of(), "", false, null);
    }
}
