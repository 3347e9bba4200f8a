package leadhub.conversations.automations;

import java.util.List;
import java.util.Set;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionKind;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.conversations.ConversationFilter;
import leadhub.conversations.ConversationOwners;
import leadhub.conversations.ConversationSort;
import leadhub.conversations.ConversationStatus;
import leadhub.conversations.Conversations;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** Has a person answer in the lead's conversation that is open: a certain one, or whose turn it is by the rules of the inbox. */
@Component
final class HandOverConversation implements ActionKind {
    private static final String USER_ID = "user_id";
    private static final Set<ConversationStatus> OPEN = Set.of(ConversationStatus.ACTIVE, ConversationStatus.HANDOVER);

    private final Conversations conversations;
    private final ConversationOwners owners;
    private final Users users;

    HandOverConversation(Conversations conversations, ConversationOwners owners, Users users) {
        this.conversations = conversations;
        this.owners = owners;
        this.users = users;
    }

    @Override
    public String key() {
        return "hand_over_conversation";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.optional(USER_ID, ActionField.Type.USER));
    }

    @Override
    public Action check(ActionRequest request) {
        if (!request.has(USER_ID)) {
            return new Action(key(), ActionConfig.of(), null);
        }
        var user = users.find(request.caller(), request.number(USER_ID))
                .orElseThrow(() -> request.refused(USER_ID, Refusal.of("in")));
        return new Action(key(), ActionConfig.of(USER_ID, user.id()), user.name());
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        var filter = ConversationFilter.ALL.ofLead(leadId).in(OPEN);
        var open = conversations
                .list(caller, filter, ConversationSort.LATEST, new Slice(0, 1))
                .items();
        if (open.isEmpty()) {
            throw new Problem.Conflict(Refusal.of("conversation.none_open")).exception();
        }
        var one = open.getFirst();
        var version = one.owner().version();
        if (config.has(USER_ID)) {
            owners.assign(caller, one.publicId(), config.number(USER_ID), version);
        } else if (one.owner().isBot()) {
            owners.release(caller, one.publicId(), version);
        }
    }
}
