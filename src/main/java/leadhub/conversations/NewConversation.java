package leadhub.conversations;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation that somebody begins.
 *
 * @param language in which we write to the visitor
 * @param isCounted false for trials and programs, which are in no figures
 * @param contact whom it is with, by a messenger; null for the website's chat
 */
public record NewConversation(
        Channel channel,
        @Nullable String botId,
        Visitor visitor,
        ObjectNode attribution,
        String language,
        boolean isCounted,
        @Nullable Contact contact) {

    /** One in the chat of a website. */
    public NewConversation(
            Channel channel,
            @Nullable String botId,
            Visitor visitor,
            ObjectNode attribution,
            String language,
            boolean isCounted) {
        this(channel, botId, visitor, attribution, language, isCounted, null);
    }
}
