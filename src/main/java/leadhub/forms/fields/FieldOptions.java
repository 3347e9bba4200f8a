package leadhub.forms.fields;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import leadhub.base.Refusal;
import leadhub.forms.fields.FormField.Option;
import leadhub.web.input.Input;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what a field lets people choose from.
 *
 * <p>Limit: 500.
 */
final class FieldOptions {
    static final int MOST = 500;

    private FieldOptions() {}

    /** Texts, or values with labels. */
    static List<Option> read(Input input, FieldType type) {
        var sent = input.node().path("options");
        if (!type.hasOptions()) {
            return List.of();
        }
        if (!sent.isArray() || sent.isEmpty()) {
            input.reject(
                    "options",
                    sent.isArray() || sent.isMissingNode() || sent.isNull()
                            ? Refusal.of("required")
                            : Refusal.of("array"));
            return List.of();
        }
        if (sent.size() > MOST) {
            input.reject("options", Refusal.of("max.array").with("max", MOST));
            return List.of();
        }
        var options = new ArrayList<Option>();
        var values = new HashSet<String>();
        for (var i = 0; i < sent.size(); i++) {
            var option = option(input, "options." + i, sent.get(i));
            if (option != null && !values.add(option.value())) {
                input.reject("options." + i, Refusal.of("taken"));
            } else if (option != null) {
                options.add(option);
            }
        }
        return options;
    }

    private static @Nullable Option option(Input input, String path, JsonNode sent) {
        if (sent instanceof ObjectNode object) {
            var value = text(input, path + ".value", object.path("value"));
            var label =
                    object.path("label").isMissingNode() || object.path("label").isNull()
                            ? value
                            : text(input, path + ".label", object.path("label"));
            return value == null || label == null ? null : new Option(value, label);
        }
        var text = text(input, path, sent);
        return text == null ? null : new Option(text, text);
    }

    private static @Nullable String text(Input input, String path, JsonNode sent) {
        var text = sent.isString() || sent.isNumber() ? Texts.trim(sent.asString()) : "";
        if (text.isEmpty()) {
            return input.reject(
                    path,
                    sent.isString() || sent.isMissingNode() || sent.isNull()
                            ? Refusal.of("required")
                            : Refusal.of("string"));
        }
        return Texts.length(text) > FormField.MOST_LABEL
                ? input.reject(path, Refusal.of("max.string").with("max", FormField.MOST_LABEL))
                : text;
    }
}
