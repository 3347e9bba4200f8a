package leadhub.integrations.messengers;

import java.util.Objects;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a payload says of whoever wrote, as mappings read it. */
public final class SenderFacts {
    private SenderFacts() {}

    /** A whole name is cut at its first space, as names are everywhere here. @param phone null for one that isn't known */
    public static ObjectNode named(String name, @Nullable String phone) {
        var whole = name.strip();
        var space = whole.indexOf(' ');
        return space < 0
                ? of(whole, null, phone)
                : of(whole.substring(0, space), whole.substring(space + 1).strip(), phone);
    }

    public static ObjectNode of(@Nullable String firstName, @Nullable String lastName, @Nullable String phone) {
        var sender = Json.MAPPER.createObjectNode();
        put(sender, "first_name", firstName);
        put(sender, "last_name", lastName);
        put(sender, "phone", phone);
        return sender;
    }

    private static void put(ObjectNode sender, String key, @Nullable String value) {
        if (!Objects.requireNonNullElse(value, "").isBlank()) {
            sender.put(key, value);
        }
    }

    /** A number as messengers send it, without the plus that stands before its country; null for what is none. */
    public static @Nullable String phone(String digits) {
        var bare = digits.strip().replaceFirst("^\\+", "");
        return bare.matches("[0-9]{6,20}") ? "+" + bare : null;
    }
}
