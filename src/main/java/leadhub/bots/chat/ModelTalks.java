package leadhub.bots.chat;

import java.util.List;
import java.util.Optional;
import leadhub.bots.Bots;
import leadhub.bots.chat.ModelTurnSql.Place;
import leadhub.bots.chat.ModelTurnSql.Turn;
import leadhub.conversations.Conversation;
import leadhub.conversations.VisitorConversations;
import org.springframework.stereotype.Component;

/** Conversations in which a question waits for a model. Nobody calls: they are on behalf of their bot. */
@Component
class ModelTalks {
    private final ModelTurnSql sql;
    private final VisitorConversations conversations;
    private final Bots bots;
    private final ChatBots chatBots;

    ModelTalks(ModelTurnSql sql, VisitorConversations conversations, Bots bots, ChatBots chatBots) {
        this.sql = sql;
        this.conversations = conversations;
        this.bots = bots;
        this.chatBots = chatBots;
    }

    /** Empty where nobody waits for it any more: it was answered, another one was asked, or somebody else answers. */
    Optional<Chats.Talk> find(Place place) {
        return sql.find(place).flatMap(turn -> talk(place, turn, false));
    }

    /** What waits no longer. @param earlier the numbers of the questions in front of it that wait no longer, either */
    record Closed(Chats.Talk talk, List<Long> earlier) {}

    /** The same within a verb, which nobody else comes between. */
    Optional<Closed> close(Place place) {
        var closed =
                sql.find(place).flatMap(turn -> talk(place, turn, true).map(talk -> new Closed(talk, turn.earlier())));
        return sql.close(place) ? closed : Optional.empty();
    }

    private Optional<Chats.Talk> talk(Place place, Turn turn, boolean isLocked) {
        return conversation(place, isLocked)
                .filter(one ->
                        one.owner().isBot() && !one.isOver() && one.owner().version() == turn.ownerVersion())
                .flatMap(one -> Optional.ofNullable(one.botId())
                        .flatMap(id -> bots.find(place.workspaceId(), id))
                        .map(bot ->
                                new Chats.Talk(chatBots.sender(place.workspaceId(), bot), bot, one, turn.origin())));
    }

    private Optional<Conversation> conversation(Place place, boolean isLocked) {
        return isLocked
                ? conversations.lockIfThere(place.workspaceId(), place.conversationId())
                : conversations.find(place.workspaceId(), place.conversationId());
    }
}
