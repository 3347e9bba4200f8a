package leadhub.sms.pages;

import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.conversations.files.MessageFile;
import leadhub.sms.Sms;

/**
 * The SMS on a lead's page.
 *
 * @param files what came with them, by their ids
 * @param refusals why none can be sent; empty where one can
 * @param typed what was typed and not sent
 * @param older the id to go on from; 0 if there is nothing older
 */
public record SmsOnLead(
        long leadId,
        List<Sms> lines,
        Map<Long, List<MessageFile>> files,
        List<Refusal> refusals,
        String typed,
        long older) {
    /** Whether something comes of one of them in a moment. */
    public boolean isMoving() {
        return lines.stream()
                .anyMatch(sms -> sms.isQueued()
                        && sms.fate().failure() == null
                        && sms.fate().waitsUntil() == null);
    }

    /** What came with one of them. */
    public List<MessageFile> files(Sms sms) {
        return files.getOrDefault(sms.id(), List.of());
    }

    public boolean canSend() {
        return refusals.isEmpty();
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }
}
