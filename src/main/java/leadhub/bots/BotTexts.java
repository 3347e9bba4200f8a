package leadhub.bots;

import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bot says in one language; null stands for the usual words.
 *
 * @param greeting what it begins with
 * @param answer what it answers
 * @param consent to what somebody agrees who leaves an address
 */
public record BotTexts(
        @Nullable String greeting,
        @Nullable String answer,
        @Nullable String consent) {
    public static final BotTexts USUAL = new BotTexts(null, null, null);
    public static final int MOST_CHARACTERS = 2_000;

    ObjectNode json() {
        return Json.MAPPER
                .createObjectNode()
                .put("greeting", greeting)
                .put("answer", answer)
                .put("consent_text", consent);
    }

    static BotTexts of(JsonNode json) {
        return new BotTexts(
                json.path("greeting").asString(null),
                json.path("answer").asString(null),
                json.path("consent_text").asString(null));
    }
}
