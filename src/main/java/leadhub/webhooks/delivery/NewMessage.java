package leadhub.webhooks.delivery;

import java.util.List;

/**
 * Something to be told, and to whom.
 *
 * @param leadId 0 if it is about none
 * @param conversationId that it happened in; 0 for none
 * @param body the JSON that is sent
 */
record NewMessage(
        String eventId, String event, long leadId, long conversationId, String body, List<Receiver> receivers) {
    /** @param isActive whether it is sent; it is kept for one that is switched off */
    record Receiver(long webhookId, boolean isActive) {}

    @Override
    public String toString() {
        return "NewMessage[" + eventId + "]";
    }
}
