package leadhub.conversations;

import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where whoever talks to us is, as their browser told when they began.
 *
 * @param page on which they were
 * @param referrer from where they had come to it
 */
public record Visitor(
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String referrer,
        @Nullable String page) {
    public static final int MOST_USER_AGENT = 500;
    public static final int MOST_ADDRESS = 2_000;

    ObjectNode json() {
        return Json.MAPPER
                .createObjectNode()
                .put("ip", ip)
                .put("user_agent", userAgent)
                .put("referrer", referrer)
                .put("page", page);
    }

    static Visitor of(String json) {
        var node = Json.MAPPER.readTree(json);
        return new Visitor(
                node.path("ip").asString(null),
                node.path("user_agent").asString(null),
                node.path("referrer").asString(null),
                node.path("page").asString(null));
    }
}
