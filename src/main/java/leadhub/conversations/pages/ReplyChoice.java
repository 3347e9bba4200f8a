package leadhub.conversations.pages;

import java.util.List;
import leadhub.conversations.replies.CannedReply;

/** The canned replies as they can be written in a conversation. */
public record ReplyChoice(List<CannedReply> replies) {}
