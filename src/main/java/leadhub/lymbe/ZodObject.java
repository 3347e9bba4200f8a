package leadhub.lymbe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Unicode;
import leadhub.web.input.Errors;
import leadhub.web.input.UnstorableValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a body as Zod 3 does: unknown keys dropped, optional is not nullable, nothing trimmed or coerced, lengths in
 * UTF-16 units. Texts are held to these rules as they were sent, and come out composed (NFC).
 */
public final class ZodObject {
    /** Zod 3's rules, in our own spelling. */
    private static final Pattern EMAIL_LOCAL = Pattern.compile("[A-Za-z0-9_'+.-]*[A-Za-z0-9_+-]");

    private static final Pattern EMAIL_LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    private static final Pattern EMAIL_TOP = Pattern.compile("[A-Za-z]{2,}");
    static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final ObjectNode node;
    private final Errors errors = new Errors();

    /** Refuses a body that is no object. */
    public ZodObject(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw Problem.invalid("", Refusal.of("object")).exception();
        }
        this.node = object;
        UnstorableValues.in(object).forEach(path -> errors.add(path, Refusal.of("characters")));
        check();
    }

    /** A string that must be there. */
    public String string(String field, int least, int most) {
        var value = node.get(field);
        if (value == null) {
            errors.add(field, Refusal.of("required"));
            return "";
        }
        return string(field, value, least, most);
    }

    public String email(String field) {
        var text = string(field, 0, Integer.MAX_VALUE);
        // As it was sent: a Kelvin sign is a K once it is composed, but not to Zod.
        if (!errors.has(field) && !isEmail(node.get(field).stringValue())) {
            errors.add(field, Refusal.of("email"));
        }
        return text;
    }

    public @Nullable String optionalString(String field, int most) {
        var value = node.get(field);
        return value == null ? null : string(field, value, 0, most);
    }

    public @Nullable String optionalUuid(String field) {
        var text = optionalString(field, Integer.MAX_VALUE);
        if (text != null && !errors.has(field) && !UUID.matcher(text).matches()) {
            errors.add(field, Refusal.of("uuid"));
        }
        return text;
    }

    public @Nullable List<String> optionalStrings(String field, int mostItems, int mostLength) {
        var value = node.get(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof ArrayNode list)) {
            errors.add(field, Refusal.of("array"));
            return null;
        }
        if (list.size() > mostItems) {
            errors.add(field, Refusal.of("max.array").with("max", mostItems));
        }
        var texts = new ArrayList<String>();
        for (var i = 0; i < list.size(); i++) {
            texts.add(string(field + "." + i, list.get(i), 0, mostLength));
        }
        return texts;
    }

    /** Refuses the request if anything is wrong with it. */
    public void check() {
        errors.check();
    }

    private String string(String path, JsonNode value, int least, int most) {
        if (!value.isString()) {
            errors.add(
                    path,
                    Refusal.of("string.not")
                            .with(
                                    "received",
                                    value.isNull()
                                            ? "null"
                                            : value.getNodeType().toString()));
            return "";
        }
        var text = value.stringValue();
        if (text.length() < least) {
            errors.add(path, Refusal.of("min.string").with("min", least));
        }
        if (text.length() > most) {
            errors.add(path, Refusal.of("max.string").with("max", most));
        }
        return Unicode.nfc(text);
    }

    /** Zod 3's e-mail rule, part by part so that a long text takes no longer than it is long. */
    static boolean isEmail(String text) {
        var at = text.indexOf('@');
        if (at < 1 || text.lastIndexOf('@') != at || text.startsWith(".") || text.contains("..")) {
            return false;
        }
        var labels = text.substring(at + 1).split("\\.", -1);
        for (var i = 0; i < labels.length - 1; i++) {
            if (!EMAIL_LABEL.matcher(labels[i]).matches()) {
                return false;
            }
        }
        return labels.length > 1
                && EMAIL_TOP.matcher(labels[labels.length - 1]).matches()
                && EMAIL_LOCAL.matcher(text.substring(0, at)).matches();
    }
}
