package leadhub.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answers.
 *
 * @param body written as JSON in the dialect's way; a byte array is sent as it is; null for none
 */
public record Answer(
        int status, Map<String, String> headers, @Nullable Object body) {
    public static Answer ok(Object body) {
        return new Answer(200, Map.of(), body);
    }

    /** A new record, found at a path. */
    public static Answer created(String location, Object body) {
        return new Answer(201, Map.of("Location", location), body);
    }

    public static Answer created(Object body) {
        return new Answer(201, Map.of(), body);
    }

    public static Answer noContent() {
        return new Answer(204, Map.of(), null);
    }
}
