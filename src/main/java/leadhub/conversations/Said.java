package leadhub.conversations;

/**
 * What was said, and how its conversation is then.
 *
 * @param isNew false where it had been said before
 */
public record Said(Conversation conversation, Message message, boolean isNew) {}
