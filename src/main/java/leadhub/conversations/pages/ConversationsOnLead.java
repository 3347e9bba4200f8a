package leadhub.conversations.pages;

import java.util.HashMap;
import java.util.List;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationFilter;
import leadhub.conversations.ConversationSort;
import leadhub.conversations.Conversations;
import leadhub.conversations.Message;
import leadhub.conversations.OpenedConversations;
import leadhub.conversations.files.MessageFiles;
import leadhub.leads.Leads;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.users.User;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** What was talked about with a lead, on its page. */
@Component
class ConversationsOnLead implements LeadSection, PageRoutes.Provider {
    /** Older ones are in the inbox. */
    private static final int MOST = 5;
    /** What was said last in each. */
    private static final int MOST_MESSAGES = 50;

    private final Conversations conversations;
    private final MessageFiles files;
    private final OpenedConversations opened;
    private final Leads leads;
    private final Users users;

    ConversationsOnLead(
            Conversations conversations, MessageFiles files, OpenedConversations opened, Leads leads, Users users) {
        this.conversations = conversations;
        this.files = files;
        this.opened = opened;
        this.leads = leads;
        this.users = users;
    }

    @Override
    public String name() {
        return "conversations";
    }

    @Override
    public int place() {
        return 33;
    }

    @Override
    public String template() {
        return "conversations/on-lead.jte";
    }

    /** Asked for once the page is there, so that a lead's page costs no more than without it. */
    @Override
    public Lead content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        return lead;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart("/leads/{id}/conversations", Role.READ_ONLY, this::talks)
                .getPart("/inbox/{conversation}/transcript", Role.READ_ONLY, this::talk);
    }

    private Reply talks(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var found = conversations
                .list(
                        visit.caller(),
                        ConversationFilter.ALL.ofLead(lead.id()),
                        ConversationSort.LATEST,
                        new Slice(0, MOST))
                .items();
        return Reply.page("conversations/talks.jte", read(visit, found, firstPath(visit, lead)));
    }

    private String firstPath(Visit visit, Lead lead) {
        var canBeWrittenTo = lead.phoneE164() != null
                && visit.page().may(Role.AGENT)
                && !opened.ways(visit.caller()).isEmpty();
        return canBeWrittenTo ? "/leads/" + lead.id() + "/messenger" : "";
    }

    /** One conversation, where the timeline tells of it. */
    private Reply talk(Visit visit) {
        var found = conversations.get(visit.caller(), visit.call().text(0));
        return Reply.page("conversations/talk.jte", read(visit, List.of(found), ""));
    }

    private Talks read(Visit visit, List<Conversation> found, String firstPath) {
        var caller = visit.caller();
        var messages = new HashMap<Long, List<Message>>();
        for (var one : found) {
            var from = Math.max(0, one.marks().last() - MOST_MESSAGES);
            messages.put(one.id(), conversations.messagesAfter(caller, one, from, MOST_MESSAGES));
        }
        var names = new HashMap<Long, String>();
        for (User user : users.all(caller)) {
            names.put(user.id(), user.name());
        }
        return new Talks(found, messages, files.of(caller, found), names, firstPath);
    }
}
