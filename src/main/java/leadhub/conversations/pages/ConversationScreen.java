package leadhub.conversations.pages;

import java.util.List;
import java.util.stream.Collectors;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.Carrier;
import leadhub.conversations.Conversation;
import leadhub.conversations.Owner;
import leadhub.conversations.VisitorEmails;
import leadhub.conversations.files.MessageFile;
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
 * @param sending how its person can be written to, and what became of what was
 * @param known who the visitor says they are; null where only a part of the page is asked for
 * @param beside who else of the team has it open
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
        @Nullable String reply,
        Sending sending,
        VisitorEmails.@Nullable Known known,
        List<Beside> beside) {

    /**
     * @param changed what became of messages that the page shows already
     * @param files those of messages that the page shows already
     * @param templates those that can be sent instead of a text; none in a part
     */
    public record Sending(
            Carrier.Means means,
            List<ThreadEntry.Fate> changed,
            List<MessageFile> files,
            List<ApprovedTemplate> templates) {}

    /** @param isTyping whether they write at this moment */
    public record Beside(long userId, String name, boolean isTyping) {}

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
        return InboxPages.mark(conversation)
                + beside.stream()
                        .map(one -> (one.isTyping() ? ".t" : ".") + one.userId())
                        .collect(Collectors.joining());
    }

    public String version() {
        return Long.toString(conversation.owner().version());
    }
}
