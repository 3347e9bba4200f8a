package leadhub.bots.chat;

import leadhub.bots.identity.VisitorIdentity;
import leadhub.conversations.Visitor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of whoever begins a conversation.
 *
 * @param language that they want to be written to in; the bot decides
 * @param attribution where they came from, {@code {"first": {…}, "last": {…}}}
 * @param proof that work was done, as a challenge asks for it; empty for none, null where a page has no script that could do it
 * @param isCounted false for trials and programs, which are in no figures
 * @param identity who they are, as their website has signed it; null where it says nothing
 */
public record ChatStart(
        String language,
        Visitor visitor,
        ObjectNode attribution,
        @Nullable String proof,
        boolean isCounted,
        @Nullable VisitorIdentity identity) {}
