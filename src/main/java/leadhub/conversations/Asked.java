package leadhub.conversations;

import java.util.List;
import leadhub.base.Json;

/**
 * What a bot's message asks for, so that it can be answered more easily than by typing.
 *
 * @param kind {@code choice}, {@code text}, {@code email}, {@code phone}, {@code number}, {@code date}, {@code consent} or {@code question}
 * @param options each of which is an answer as it is
 */
public record Asked(String kind, List<String> options) {
    public Asked {
        options = List.copyOf(options);
    }

    String json() {
        return Json.write(this);
    }

    static Asked of(String json) {
        var node = Json.MAPPER.readTree(json);
        return new Asked(
                node.path("kind").asString(""),
                node.path("options")
                        .valueStream()
                        .map(option -> option.asString(""))
                        .toList());
    }
}
