package leadhub.conversations;

import java.util.List;
import leadhub.base.Json;

/**
 * A text that a provider has approved, which may be sent when it takes no other.
 *
 * @param name as the provider knows it
 * @param language its code there, such as {@code en_US}
 * @param parameters what fills its body, in order
 */
public record MessageTemplate(String name, String language, List<String> parameters) {
    public static final int MOST_NAME = 512;
    public static final int MOST_LANGUAGE = 20;
    public static final int MOST_PARAMETERS = 20;
    public static final int MOST_PARAMETER = 1_000;

    public MessageTemplate {
        parameters = List.copyOf(parameters);
    }

    /** What stands in the conversation for it: its own text is known to the provider alone. */
    public String shown() {
        return parameters.isEmpty() ? "[" + name + "]" : "[" + name + "] " + String.join(" · ", parameters);
    }

    String json() {
        return Json.write(this);
    }

    static MessageTemplate of(String json) {
        return Json.MAPPER.readValue(json, MessageTemplate.class);
    }
}
