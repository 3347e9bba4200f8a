package leadhub.conversations.pages;

import java.util.List;
import leadhub.conversations.replies.CannedReply;
import leadhub.panel.FormErrors;

/**
 * The model of the page with the canned replies.
 *
 * @param placeholders what may stand in them
 */
public record ReplyList(List<CannedReply> replies, List<String> placeholders, FormErrors mistake) {
    /** A new one. */
    public static final CannedReply NEW = new CannedReply(0, "", "");

    /** What its form is called. */
    static String form(long id) {
        return id == 0 ? "new" : "reply-" + id;
    }

    public String path(CannedReply reply) {
        return "/settings/replies" + (reply.id() == 0 ? "" : "/" + reply.id());
    }

    public String formOf(CannedReply reply) {
        return form(reply.id());
    }

    public boolean isOpen(CannedReply reply) {
        return mistake.form().equals(form(reply.id()));
    }
}
