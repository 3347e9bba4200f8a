package leadhub.forms.fields;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import leadhub.base.Refusal;
import leadhub.conditions.Today;
import leadhub.conditions.Values;
import leadhub.web.input.Emails;
import leadhub.web.input.Input;
import leadhub.web.input.Numbers;
import leadhub.web.input.WebUrls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the value of one field by its type. What is right is kept in one spelling: a number as a number, a day as
 * {@code 2026-03-28}, a box as true or false, several choices as a list.
 */
final class FieldValue {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final BigDecimal BELOW = BigDecimal.TEN.pow(15);
    private static final int MOST_DECIMALS = 10;
    private static final int MOST_DATE = 40;

    private FieldValue() {}

    /** Null where there is none, and where it is refused under its name. A file is no value that could be read here. */
    static @Nullable JsonNode read(FormField field, String name, Input input, Today today) {
        return switch (field.type()) {
            case TEXT, TEXTAREA, PHONE, HIDDEN ->
                text(scalar(name, input).text(name, field.mostCharacters()).over(null));
            case EMAIL ->
                text(input.text(name, field.mostCharacters(), Emails::isValid, Refusal.of("email"))
                        .over(null));
            case URL ->
                text(input.text(name, field.mostCharacters(), WebUrls::isValid, Refusal.of("url"))
                        .over(null));
            case NUMBER -> number(field, name, input);
            case DATE -> date(field, name, input, today);
            case SELECT, RADIO -> {
                var text = scalar(name, input).text(name, FormField.MOST_LABEL).over(null);
                yield text == null ? null : option(field.optionFinder(), name, text, input);
            }
            case MULTI_SELECT -> options(field, name, input);
            case CHECKBOX, CONSENT -> box(name, input);
            case FILE -> null;
        };
    }

    /** A number where a text is asked for is that number's text. */
    private static Input scalar(String name, Input input) {
        if (input.node().path(name).isNumber()) {
            input.node().put(name, input.node().get(name).decimalValue().toPlainString());
        }
        return input;
    }

    private static @Nullable JsonNode text(@Nullable String text) {
        return text == null ? null : JSON.stringNode(text);
    }

    /** With a point or a comma before its decimals, as people type it. */
    private static @Nullable JsonNode number(FormField field, String name, Input input) {
        var value = input.node().get(name);
        if (isEmpty(value)) {
            return null;
        }
        var number = value.isString()
                ? Numbers.of(value.stringValue().strip().replaceFirst("^([+-]?[0-9]+),([0-9]+)$", "$1.$2"))
                : Numbers.of(value);
        if (number == null) {
            return input.reject(name, Refusal.of("number"));
        }
        if (number.abs().compareTo(BELOW) >= 0) {
            return input.reject(name, Refusal.of("digits").with("max", 15));
        }
        if (number.signum() != 0 && number.stripTrailingZeros().scale() > MOST_DECIMALS) {
            return input.reject(name, Refusal.of("decimals").with("max", MOST_DECIMALS));
        }
        var min = field.min() == null ? number : new BigDecimal(field.min());
        if (number.compareTo(min) < 0) {
            return input.reject(name, Refusal.of("min").with("min", min));
        }
        var max = field.max() == null ? number : new BigDecimal(field.max());
        if (number.compareTo(max) > 0) {
            return input.reject(name, Refusal.of("max").with("max", max));
        }
        return JSON.numberNode(new BigDecimal(number.toPlainString()));
    }

    private static @Nullable JsonNode date(FormField field, String name, Input input, Today today) {
        var text = input.text(name, MOST_DATE, FieldValue::beginsWithDay, Refusal.of("date"))
                .over(null);
        if (text == null) {
            return null;
        }
        var day = text.substring(0, 10);
        var min = field.min() == null
                ? day
                : FieldBounds.day(field.min(), today.day()).toString();
        if (day.compareTo(min) < 0) {
            return input.reject(name, Refusal.of("min.day").with("min", min));
        }
        var max = field.max() == null
                ? day
                : FieldBounds.day(field.max(), today.day()).toString();
        if (day.compareTo(max) > 0) {
            return input.reject(name, Refusal.of("max.day").with("max", max));
        }
        return JSON.stringNode(day);
    }

    /** Of a time, its day counts. */
    private static boolean beginsWithDay(String text) {
        return text.length() >= 10 && Values.isDay(text.substring(0, 10)) && text.matches("[^T ]{10}([T ].*)?");
    }

    private static @Nullable JsonNode option(
            Function<String, Optional<FormField.Option>> finder, String name, String text, Input input) {
        var option = finder.apply(text);
        return option.isPresent() ? JSON.stringNode(option.get().value()) : input.reject(name, Refusal.of("in"));
    }

    /** A list, or the only one as it is. */
    private static @Nullable JsonNode options(FormField field, String name, Input input) {
        var sent = input.node().get(name);
        if (sent != null && sent.isValueNode() && !isEmpty(sent)) {
            input.node().set(name, JSON.arrayNode().add(sent.asString()));
        }
        var texts = input.texts(name, FieldOptions.MOST, FormField.MOST_LABEL).over(null);
        var finder = field.optionFinder();
        var chosen = new ArrayList<JsonNode>();
        for (var i = 0; texts != null && i < texts.size(); i++) {
            var option = option(finder, name + "." + i, texts.get(i), input);
            if (option != null && !chosen.contains(option)) {
                chosen.add(option);
            }
        }
        if (chosen.isEmpty()) {
            return null;
        }
        checkNumber(field, name, input, chosen);
        return new ArrayNode(JSON, chosen);
    }

    private static void checkNumber(FormField field, String name, Input input, List<JsonNode> chosen) {
        if (field.min() != null && chosen.size() < Integer.parseInt(field.min())) {
            input.reject(name, Refusal.of("min.array").with("min", Integer.parseInt(field.min())));
        }
        if (field.max() != null && chosen.size() > Integer.parseInt(field.max())) {
            input.reject(name, Refusal.of("max.array").with("max", Integer.parseInt(field.max())));
        }
    }

    /** A browser sends {@code on} for a box that is ticked, and nothing for one that isn't. */
    private static @Nullable JsonNode box(String name, Input input) {
        var value = input.node().get(name);
        if (value != null && value.isString()) {
            switch (value.stringValue().strip().toLowerCase(java.util.Locale.ROOT)) {
                case "on", "yes" -> input.node().put(name, true);
                case "off", "no" -> input.node().put(name, false);
                default -> {
                    // The reader says what it is.
                }
            }
        }
        var is = input.bool(name).over(null);
        return is == null ? null : JSON.booleanNode(is);
    }

    static boolean isEmpty(@Nullable JsonNode value) {
        return value == null
                || value.isNull()
                || value.isString() && value.stringValue().isBlank()
                || value.isArray() && value.isEmpty();
    }
}
