package leadhub.fields;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Refusal;
import leadhub.base.Unicode;
import leadhub.web.input.Errors;
import leadhub.web.input.Input;
import leadhub.web.input.Numbers;
import leadhub.web.input.WebUrls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the values of defined fields by their kinds, in the words of the API's own reader. What is right is kept in one
 * spelling: a number as a number, a day as {@code 2026-03-28}, a choice as its option is written.
 */
final class FieldValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final BigDecimal BELOW = BigDecimal.TEN.pow(15);
    private static final int MOST_DECIMALS = 10;
    private static final int MOST_DATE = 40;

    private FieldValues() {}

    /** The values to be stored: those of undefined keys as given, invalid ones left out. */
    static ObjectNode read(List<CustomField> defined, ObjectNode sent, Errors errors) {
        var byKey = defined.stream().collect(Collectors.toMap(CustomField::key, Function.identity()));
        var kept = sent.objectNode();
        sent.properties().forEach(value -> {
            var field = byKey.get(value.getKey());
            if (field == null) {
                kept.set(value.getKey(), value.getValue());
                return;
            }
            var input = new Input(JSON.objectNode().set(field.path(), value.getValue()));
            var read = read(field, input);
            if (input.errors().any()) {
                errors.addAll(input.errors().byField());
            } else {
                kept.set(field.key(), read == null ? JSON.nullNode() : read);
            }
        });
        return kept;
    }

    private static @Nullable JsonNode read(CustomField field, Input input) {
        var path = field.path();
        return switch (field.kind()) {
            case TEXT -> text(input.text(path, CustomField.MOST_TEXT).over(null));
            case NUMBER -> number(path, input);
            case DATE -> date(path, input);
            case DROPDOWN ->
                text(option(
                        field,
                        path,
                        input.text(path, CustomField.MOST_CHARACTERS).over(null),
                        input));
            case MULTI_SELECT -> options(field, input);
            case CHECKBOX -> {
                var value = input.bool(path).over(null);
                yield value == null ? null : JSON.booleanNode(value);
            }
            case URL ->
                text(input.text(path, WebUrls.MOST_CHARACTERS, WebUrls::isValid, Refusal.of("url"))
                        .over(null));
        };
    }

    private static @Nullable JsonNode text(@Nullable String text) {
        return text == null ? null : JSON.stringNode(text);
    }

    private static @Nullable JsonNode number(String path, Input input) {
        var value = input.node().get(path);
        if (value == null
                || value.isNull()
                || value.isString() && value.stringValue().isBlank()) {
            return null;
        }
        var number = Numbers.of(value);
        if (number == null) {
            return input.reject(path, Refusal.of("number"));
        }
        if (number.abs().compareTo(BELOW) >= 0) {
            return input.reject(path, Refusal.of("digits").with("max", 15));
        }
        if (number.signum() != 0 && number.stripTrailingZeros().scale() > MOST_DECIMALS) {
            return input.reject(path, Refusal.of("decimals").with("max", MOST_DECIMALS));
        }
        return JSON.numberNode(new BigDecimal(number.toPlainString()));
    }

    /** A date; of a time, its date. */
    private static @Nullable JsonNode date(String path, Input input) {
        var text = input.text(path, MOST_DATE, FieldValues::isDate, Refusal.of("date"))
                .over(null);
        return text == null ? null : JSON.stringNode(text.substring(0, 10));
    }

    private static boolean isDate(String text) {
        if (text.length() < 10) {
            return false;
        }
        try {
            LocalDate.parse(text.substring(0, 10));
            if (text.length() > 10) {
                DateTimeFormatter.ISO_DATE_TIME.parse(text.replaceFirst(" ", "T"));
            }
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static @Nullable JsonNode options(CustomField field, Input input) {
        var texts = input.texts(field.path(), CustomField.MOST_OPTIONS, CustomField.MOST_CHARACTERS)
                .over(null);
        var chosen = new ArrayList<String>();
        for (var i = 0; texts != null && i < texts.size(); i++) {
            var option = option(field, field.path() + "." + i, texts.get(i), input);
            if (option != null && !chosen.contains(option)) {
                chosen.add(option);
            }
        }
        if (chosen.isEmpty()) {
            return null;
        }
        var list = JSON.arrayNode();
        chosen.forEach(list::add);
        return list;
    }

    /** The option that a text stands for, regardless of case. */
    private static @Nullable String option(CustomField field, String path, @Nullable String text, Input input) {
        if (text == null || field.options().contains(text)) {
            return text;
        }
        return field.options().stream()
                .filter(option -> Unicode.key(option).equals(Unicode.key(text)))
                .findFirst()
                .orElseGet(() -> input.reject(path, Refusal.of("in")));
    }
}
