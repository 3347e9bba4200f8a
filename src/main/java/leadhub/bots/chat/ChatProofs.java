package leadhub.bots.chat;

import leadhub.forms.challenges.Challenges;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Has browsers work before they begin a conversation with a bot that is flooded, for people may be rung for each. */
@Component
class ChatProofs {
    private final Challenges challenges;
    private final ChatLimits limits;

    ChatProofs(Challenges challenges, ChatLimits limits) {
        this.challenges = challenges;
        this.limits = limits;
    }

    /** Nothing shows that work was done: here is what there is to do. */
    static final class Wanted extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient ObjectNode challenge;

        Wanted(ObjectNode challenge) {
            super("A proof of work is wanted.", null, false, false);
            this.challenge = challenge;
        }

        ObjectNode challenge() {
            return challenge;
        }
    }

    /** Takes the proof within the transaction that begins the conversation. */
    void check(ChatBots.Found found, ChatStart start) {
        var botId = found.bot().id();
        if (!limits.isFlooded(botId)) {
            return;
        }
        if (start.proof() == null) {
            limits.beginWithoutWork(botId);
            return;
        }
        var place = Challenges.Place.ofBot(botId);
        var looked = challenges.look(place, start.proof());
        if (looked.result() != Challenges.Result.SOLVED
                || !challenges.use(found.sender().workspaceId(), looked)) {
            throw new Wanted(challenges.issue(place));
        }
    }
}
