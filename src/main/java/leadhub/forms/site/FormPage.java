package leadhub.forms.site;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.forms.Consents;
import leadhub.forms.Form;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FormField;
import leadhub.forms.submissions.Attribution;
import leadhub.web.LocalizedPage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The model of a form's page.
 *
 * @param action where it is sent
 * @param values what was typed, by keys; the form's own at first
 * @param errors what was wrong with it
 * @param notice the key of a message above the form; "" for none
 * @param mailsLinks whether visitors may have a link mailed, by which they go on later
 * @param now what time it is where the form's workspace is, for conditions on days; null where no script runs
 */
public record FormPage(
        Form form,
        List<FormField> fields,
        String action,
        String token,
        Map<String, JsonNode> values,
        Map<String, List<Refusal>> errors,
        String notice,
        boolean mailsLinks,
        @Nullable LocalDateTime now) {

    /** How browsers encode it; null where there is nothing to attach. */
    public @Nullable String encoding() {
        return fields.stream().anyMatch(field -> field.type() == FieldType.FILE) ? "multipart/form-data" : null;
    }

    /** The consent that says whether what is typed is kept before it is sent; null where nothing is. */
    public @Nullable String consent() {
        return form.settings().storesPartial()
                ? Consents.first(fields).map(FormField::key).orElse(null)
                : null;
    }

    /** Where its visitor came from, as far as the address said it: it goes back with what is sent. */
    public Map<String, String> came() {
        var came = new TreeMap<String, String>();
        values.forEach((name, value) -> {
            if (Attribution.isMember(name)
                    && value.isString()
                    && fields.stream().noneMatch(field -> field.key().equals(name))) {
                came.put(name, value.stringValue());
            }
        });
        return came;
    }

    /** The steps that have fields, by their numbers. */
    public List<Integer> steps() {
        return fields.stream().map(FormField::step).distinct().sorted().toList();
    }

    public List<FormField> fieldsOf(int step) {
        return fields.stream().filter(field -> field.step() == step).toList();
    }

    /** What stands in a field of one line; "" for nothing. */
    public String value(FormField field) {
        var value = shown(field);
        return value == null || value.isArray() || value.isObject()
                ? ""
                : value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
    }

    /** Whether an option is chosen, or a box ticked. */
    public boolean isChosen(FormField field, String option) {
        var value = shown(field);
        if (value == null) {
            return false;
        }
        return value.isArray()
                ? value.valueStream().anyMatch(one -> one.asString().equals(option))
                : value.asString().equals(option);
    }

    public boolean isTicked(FormField field) {
        var value = shown(field);
        return value != null
                && (value.isBoolean() ? value.booleanValue() : value.asString().matches("on|1|true"));
    }

    /** Whether somebody has filled it in before. */
    private boolean isTyped() {
        return values.containsKey(SentPage.TOKEN) || !errors.isEmpty() || !notice.isEmpty();
    }

    private @Nullable JsonNode shown(FormField field) {
        var value = values.get(field.key());
        return value == null && !isTyped() ? field.defaultValue() : value;
    }

    /** What is wrong with a field, its choices among it. */
    public List<Refusal> errorsOf(FormField field) {
        return errors.entrySet().stream()
                .filter(error ->
                        error.getKey().equals(field.key()) || error.getKey().startsWith(field.key() + "."))
                .flatMap(error -> error.getValue().stream())
                .toList();
    }

    /** The first field with something wrong, which gets the focus; "" for none. */
    public String firstWrong() {
        return fields.stream()
                .filter(field -> !errorsOf(field).isEmpty())
                .map(FormField::key)
                .findFirst()
                .orElse("");
    }

    /** The id of a field's element; of two forms in one page none has another's. */
    public String id(FormField field) {
        return "f" + form.id() + "-" + field.key();
    }

    /** A field's conditions for the script. */
    public @Nullable String conditions(FormField field) {
        return field.visibleIf() == null ? null : Json.write(field.visibleIf());
    }

    public @Nullable String requirement(FormField field) {
        return field.requiredIf() == null ? null : Json.write(field.requiredIf());
    }

    /** The title of a step; "" for none. */
    public String title(int step) {
        var title = form.settings().stepTitle(step);
        return title == null ? "" : title;
    }

    /** What the button says. */
    public String button(LocalizedPage page) {
        var label = form.settings().submitLabel();
        return label == null ? page.say("forms.page.send") : label;
    }

    /** How many characters a field takes; 0 where the browser needn't know. */
    public int most(FormField field) {
        return field.maxLength() == null ? 0 : field.maxLength();
    }

    /** What kind of input browsers show. */
    public String inputType(FormField field) {
        return switch (field.type()) {
            case EMAIL -> "email";
            case PHONE -> "tel";
            case DATE -> "date";
            case URL -> "url";
            case FILE -> "file";
            // A browser's own field for numbers drops what it doesn't understand, a decimal comma among it.
            default -> "text";
        };
    }

    /** What browsers know of whoever fills it in. */
    public @Nullable String autocomplete(FormField field) {
        return switch (String.valueOf(field.mapTo())) {
            case "first_name" -> "given-name";
            case "last_name" -> "family-name";
            case "email" -> "email";
            case "phone" -> "tel";
            case "company" -> "organization";
            case "job_title" -> "organization-title";
            case "country" -> "country-name";
            default -> null;
        };
    }

    /** Whether it is written from left to right in all languages. */
    public boolean isLeftToRight(FormField field) {
        return switch (field.type()) {
            case EMAIL, PHONE, URL, NUMBER -> true;
            default -> false;
        };
    }

    /** A bound that browsers know: a number, or a day. */
    public @Nullable String bound(@Nullable String bound) {
        return bound == null || bound.startsWith("today") ? null : bound;
    }
}
