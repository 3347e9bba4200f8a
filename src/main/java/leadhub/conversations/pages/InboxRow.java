package leadhub.conversations.pages;

import java.time.Instant;
import java.util.Objects;
import leadhub.conversations.Conversation;
import leadhub.conversations.Message;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadNames;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in the list.
 *
 * @param lead who its visitor is; null where nobody knows
 * @param latest what was said last; null for nothing
 * @param owner the name of whoever of the team answers; "" for nobody
 */
public record InboxRow(
        Conversation conversation,
        @Nullable Lead lead,
        @Nullable Message latest,
        String owner) {
    private static final int OF_ID = 4;

    /** What its visitor is called: as the lead, else by the end of the conversation's id. */
    public static String name(Page page, Conversation conversation, @Nullable Lead lead) {
        var id = conversation.publicId();
        return lead == null
                ? page.say("inbox.visitor", id.substring(id.length() - OF_ID))
                : LeadNames.of(lead, page.locale());
    }

    public String name(Page page) {
        return name(page, conversation, lead);
    }

    public String preview() {
        return latest == null ? "" : latest.content();
    }

    public Instant at() {
        return Objects.requireNonNullElse(
                conversation.moments().lastMessageAt(), conversation.moments().startedAt());
    }

    /** Changes with all that is shown of it. */
    int mark() {
        return Objects.hash(
                conversation.id(),
                conversation.status(),
                conversation.owner(),
                conversation.marks(),
                lead == null ? null : lead.updatedAt(),
                owner);
    }
}
