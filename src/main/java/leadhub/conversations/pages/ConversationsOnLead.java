package leadhub.conversations.pages;

import java.util.HashMap;
import java.util.List;
import leadhub.base.Slice;
import leadhub.conversations.ConversationFilter;
import leadhub.conversations.ConversationSort;
import leadhub.conversations.Conversations;
import leadhub.conversations.Message;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
import leadhub.users.User;
import org.springframework.stereotype.Component;

/** What was talked about with a lead, on its page. */
@Component
class ConversationsOnLead implements LeadSection {
    /** Older ones are in the inbox. */
    private static final int MOST = 5;
    /** What was said last in each. */
    private static final int MOST_MESSAGES = 50;

    private final Conversations conversations;

    ConversationsOnLead(Conversations conversations) {
        this.conversations = conversations;
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
    public boolean isWrittenInto() {
        return false;
    }

    @Override
    public boolean isChangedBy(String kind) {
        return kind.startsWith("conversation.");
    }

    @Override
    public String template() {
        return "conversations/on-lead.jte";
    }

    @Override
    public Talks content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        var caller = visit.caller();
        var found = conversations
                .list(caller, ConversationFilter.ALL.ofLead(lead.id()), ConversationSort.LATEST, new Slice(0, MOST))
                .items();
        var messages = new HashMap<Long, List<Message>>();
        for (var one : found) {
            var from = Math.max(0, one.marks().last() - MOST_MESSAGES);
            messages.put(one.id(), conversations.messagesAfter(caller, one, from, MOST_MESSAGES));
        }
        var names = new HashMap<Long, String>();
        for (User user : choices.users()) {
            names.put(user.id(), user.name());
        }
        return new Talks(found, messages, names);
    }
}
