package leadhub.conversations.pages;

import java.time.Instant;
import java.util.Objects;
import leadhub.conversations.Channel;
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

    /** What its visitor is called: as the lead, else as they call themselves at the messenger, else by the end of the conversation's id. */
    public static String name(Page page, Conversation conversation, @Nullable Lead lead) {
        var id = conversation.publicId();
        var contact = conversation.contact();
        if (lead != null) {
            return LeadNames.of(lead, page.locale());
        }
        return contact != null && !contact.name().isBlank()
                ? contact.name()
                : page.say("inbox.visitor", id.substring(id.length() - OF_ID));
    }

    public String name(Page page) {
        return name(page, conversation, lead);
    }

    /** By what it is held: the icon. */
    public static String icon(Channel channel) {
        return switch (channel) {
            case CHAT -> "message-circle";
            case WHATSAPP -> "brand-whatsapp";
            case TELEGRAM -> "brand-telegram";
            case VIBER -> "phone-call";
        };
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
