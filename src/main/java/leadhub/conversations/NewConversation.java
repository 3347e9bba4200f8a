package leadhub.conversations;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation that a visitor begins.
 *
 * @param language in which we write to the visitor
 * @param isCounted false for trials and programs, which are in no figures
 */
public record NewConversation(
        Channel channel,
        @Nullable String botId,
        Visitor visitor,
        ObjectNode attribution,
        String language,
        boolean isCounted) {}
