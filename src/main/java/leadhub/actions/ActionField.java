package leadhub.actions;

import java.util.List;
import java.util.Locale;

/**
 * One thing that an action takes.
 *
 * @param options the words to choose from; empty for all other types
 */
public record ActionField(String key, Type type, boolean isRequired, List<String> options) {

    /** What stands in a field, and so how it is asked for. */
    public enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        CHOICE,
        /** Whatever the field of a lead holds. */
        VALUE,
        LEAD_FIELD,
        /** Several of them, by their names. */
        LEAD_FIELDS,
        TEXTS,
        TAG,
        USER,
        /** Several of them, by their ids. */
        USERS,
        PIPELINE,
        STAGE,
        AUTOMATION,
        EMAIL_TEMPLATE,
        FORM,
        /** An integration that messages are posted to. */
        CHANNEL,
        /** An integration by which SMS go out. */
        SMS_SENDER,
        /** An integration by which people are written to. */
        MESSENGER,
        /** {@code lead}, {@code assignee}, an address, or a list of users' ids. */
        RECEIVER,
        URL,
        /** A text that answers don't show. */
        SECRET,
        /** Names with texts that answers don't show. */
        HEADERS,
        /** {@code {"amount": 3, "unit": "days"}}. */
        DURATION,
        /** {@code [{"from": "$.email", "to": "email"}]}: what becomes of the parts of something that comes in. */
        MAPPING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The key of the message that names it. */
    public String label() {
        return "lead-action.field." + key;
    }

    public static ActionField required(String key, Type type) {
        return new ActionField(key, type, true, List.of());
    }

    public static ActionField optional(String key, Type type) {
        return new ActionField(key, type, false, List.of());
    }

    public static ActionField choice(String key, List<String> options) {
        return new ActionField(key, Type.CHOICE, true, options);
    }
}
