package leadhub.conversations.pages;

import java.util.List;
import leadhub.conversations.Conversation;
import leadhub.conversations.Owner;
import leadhub.leads.record.Lead;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * The model of a conversation's page, and of its parts.
 *
 * @param list beside it; null where only a part of the page is asked for
 * @param lead who its visitor is; null where nobody knows, or where that isn't the reader's to see
 * @param bot the name of the bot; "" for none
 * @param owner the name of whoever of the team answers; "" for nobody
 * @param entries what was said; in a part only what is new
 * @param hasOlder whether more was said before that
 * @param note id of the last note; 0 for none
 * @param reply id for the next reply; null where the form keeps the one it has
 */
public record ConversationScreen(
        @Nullable InboxList list,
        Conversation conversation,
        @Nullable Lead lead,
        String bot,
        String owner,
        List<ThreadEntry> entries,
        boolean hasOlder,
        long note,
        @Nullable String reply) {

    public String path() {
        return "/inbox/" + conversation.publicId();
    }

    public String name(Page page) {
        return InboxRow.name(page, conversation, lead);
    }

    public boolean isMine(Page page) {
        return conversation.owner().isUser(page.visitor().userId());
    }

    /** Whether somebody else of the team answers. */
    public boolean isOthers(Page page) {
        return conversation.owner().kind() == Owner.Kind.AGENT && !isMine(page);
    }

    /** Changes with what is shown beside what is said. */
    public String mark() {
        return InboxPages.mark(conversation);
    }

    public String version() {
        return Long.toString(conversation.owner().version());
    }
}
