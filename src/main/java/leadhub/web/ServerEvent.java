package leadhub.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event, as the HTML standard has them.
 *
 * @param id what the client names as {@code Last-Event-ID} when it comes again; null for none
 * @param name its kind, one word
 * @param data text, of as many lines as it likes
 */
public record ServerEvent(@Nullable String id, String name, String data) {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    public ServerEvent {
        if (id != null && LINE_END.matcher(id).find() || LINE_END.matcher(name).find()) {
            throw new IllegalArgumentException("An event's id and name are one line");
        }
    }

    String text() {
        var text = new StringBuilder();
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        text.append("event: ").append(name).append('\n');
        for (var line : LINE_END.split(data, -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text.append('\n').toString();
    }
}
