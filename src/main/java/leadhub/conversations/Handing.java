package leadhub.conversations;

import leadhub.base.Caller;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Hands a conversation to a person, or into the queue by the rules of the team; within the transaction of a verb that has locked it. */
@Component
class Handing {
    private final ConversationMemorySql memory;
    private final ConversationSteps steps;
    private final Users users;
    // Asked for late, for the rules look at conversations.
    private final ObjectProvider<TeamRules> team;

    Handing(ConversationMemorySql memory, ConversationSteps steps, Users users, ObjectProvider<TeamRules> team) {
        this.memory = memory;
        this.steps = steps;
        this.users = users;
        this.team = team;
    }

    /** The visitor is told whom they talk to from now on. @param userId null for a program that answers for the team */
    Conversation give(Caller caller, Conversation locked, @Nullable Long userId) {
        var owned = steps.own(caller, locked, ConversationStatus.HANDOVER, Owner.Kind.AGENT, userId);
        if (userId == null) {
            return owned;
        }
        var name = users.find(caller, userId).map(User::name).orElse("");
        var joined = NewMessage.ofSystem(Words.in(owned.language()).say("chat.joined", name));
        return steps.say(caller, owned, joined).conversation();
    }

    /** A person is wanted: whoever's turn it is gets it, else it waits for whoever takes it. @param except who doesn't get it */
    Conversation enqueue(Caller caller, Conversation locked, @Nullable Long except) {
        var waiting = steps.own(caller, locked, ConversationStatus.HANDOVER, Owner.Kind.QUEUE, null);
        var next = team.getObject().next(caller, except);
        if (next.isPresent()) {
            return give(caller, waiting, next.get());
        }
        if (!team.getObject().isSomebodyThere(caller)) {
            followUp(caller, waiting);
        }
        return waiting;
    }

    private void followUp(Caller caller, Conversation waiting) {
        var leadId = waiting.leadId();
        if (leadId == null) {
            memory.wantTask(caller.workspaceId(), waiting.id(), true);
        } else {
            team.getObject().followUp(caller, leadId);
        }
    }

    /** It is known now who the visitor is. */
    void captured(Caller caller, Conversation locked, long leadId) {
        if (memory.wantsTask(caller.workspaceId(), locked.id())) {
            memory.wantTask(caller.workspaceId(), locked.id(), false);
            team.getObject().followUp(caller, leadId);
        }
    }
}
