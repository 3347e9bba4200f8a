package leadhub.conversations;

import java.util.Objects;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a conversation for the team under the version of the owner that whoever takes it saw: of two who take it at once one gets it,
 * and the other is told who did. Within the transaction of a verb.
 */
@Component
class Taking {
    private final ConversationSql sql;
    private final ConversationSteps steps;
    private final Handing handing;
    private final Users users;

    Taking(ConversationSql sql, ConversationSteps steps, Handing handing, Users users) {
        this.sql = sql;
        this.steps = steps;
        this.handing = handing;
        this.users = users;
    }

    /** Holds it until the transaction ends, for somebody who may answer. */
    Conversation lock(Caller caller, String publicId) {
        caller.require(Permission.ANSWER_CONVERSATIONS);
        return sql.lock(caller.workspaceId(), publicId).orElseThrow(ConversationSteps::unknown);
    }

    /** Null for a program that answers for the team. */
    static @Nullable Long userOf(Caller caller) {
        return caller.actor().kind() == Actor.Kind.USER ? (Long) caller.actor().id() : null;
    }

    /** As it was if it is theirs already. @param userId null for a program that answers for the team */
    Conversation take(Caller caller, Conversation locked, @Nullable Long userId, @Nullable Long version) {
        if (isOf(locked, userId) && !locked.isOver()) {
            return locked;
        }
        requireVersion(caller, locked, version);
        // Without having looked nobody takes what is another one's.
        if (version == null && locked.owner().kind() == Owner.Kind.AGENT && !locked.isOver()) {
            throw changed(caller, locked);
        }
        return handing.give(caller, locked, userId);
    }

    private static boolean isOf(Conversation locked, @Nullable Long userId) {
        return locked.owner().kind() == Owner.Kind.AGENT
                && Objects.equals(locked.owner().userId(), userId);
    }

    /** @param version null where nobody looked */
    void requireVersion(Caller caller, Conversation locked, @Nullable Long version) {
        if (version != null && version != locked.owner().version()) {
            throw changed(caller, locked);
        }
    }

    /** Says who has it by now. */
    private RuntimeException changed(Caller caller, Conversation locked) {
        var userId = locked.owner().userId();
        if (locked.isOver()) {
            return new Problem.Conflict(Refusal.of("conversation.over")).exception();
        }
        if (userId == null) {
            return new Problem.Conflict(Refusal.of("conversation.changed")).exception();
        }
        var name = users.find(caller, userId).map(User::name).orElse("?");
        return new Problem.Conflict(Refusal.of("conversation.taken").with("name", name)).exception();
    }
}
