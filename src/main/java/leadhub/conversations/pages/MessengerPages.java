package leadhub.conversations.pages;

import leadhub.base.Role;
import leadhub.conversations.ConversationReplies;
import leadhub.conversations.Conversations;
import leadhub.conversations.MessageDeliveries;
import leadhub.conversations.NewReply;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** What the team does in conversations by messengers alone: sends approved texts, and tries again what failed. */
@Component
class MessengerPages implements PageRoutes.Provider {
    private final Conversations conversations;
    private final ConversationReplies replies;
    private final MessageDeliveries deliveries;
    private final Inbox inbox;
    private final TemplateForm form;

    MessengerPages(
            Conversations conversations,
            ConversationReplies replies,
            MessageDeliveries deliveries,
            Inbox inbox,
            TemplateForm form) {
        this.conversations = conversations;
        this.replies = replies;
        this.deliveries = deliveries;
        this.inbox = inbox;
        this.form = form;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.post(InboxPages.ONE + "/template", Role.AGENT, this::template)
                .post(InboxPages.ONE + "/retry", Role.AGENT, this::retry);
    }

    /** Its name, its language, and what fills it. */
    private Reply template(Visit visit) {
        var conversation = conversations.get(visit.caller(), InboxPages.id(visit));
        var template = form.read(visit, inbox.lead(visit, conversation));
        var clientId = visit.field("client_id");
        replies.reply(
                visit.caller(),
                conversation.publicId(),
                NewReply.of(template, clientId.isEmpty() ? null : clientId, InboxPages.version(visit)));
        return InboxPages.back(visit);
    }

    private Reply retry(Visit visit) {
        var conversation = conversations.get(visit.caller(), InboxPages.id(visit));
        var number = visit.form().integer("number").over(null);
        deliveries.retry(visit.caller(), conversation.publicId(), number == null ? 0 : number);
        return InboxPages.back(visit);
    }
}
