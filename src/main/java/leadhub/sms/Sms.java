package leadhub.sms;

import java.time.Instant;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * An SMS to a lead, or from one.
 *
 * @param integrationId by which it goes or came
 * @param author who had it sent; the integration where the lead wrote it
 * @param isReceived whether the lead wrote it
 * @param phone the lead's number, in its international form
 * @param media how many pictures and the like came along, which are fetched from the provider where it hands them over
 */
public record Sms(
        long id,
        long leadId,
        long integrationId,
        Actor author,
        boolean isReceived,
        String phone,
        String text,
        int media,
        Fate fate,
        Instant createdAt) {

    /**
     * What came of it so far.
     *
     * @param segments as how many messages it went; 0 while nobody knows
     * @param providerId what the provider calls it; null while it has it not
     * @param failure why the last attempt failed; null where none did
     * @param code the provider's own for that; 0 for none
     * @param askedAt when the provider was asked to take it and hadn't answered yet; null for never
     * @param waitsUntil while as many were sent as may be
     */
    public record Fate(
            SmsStatus status,
            int segments,
            @Nullable String providerId,
            @Nullable String failure,
            int code,
            @Nullable Instant askedAt,
            @Nullable Instant waitsUntil) {}

    public boolean isQueued() {
        return fate.status() == SmsStatus.QUEUED;
    }

    /** Without its text and number. */
    @Override
    public String toString() {
        return "Sms[" + id + "]";
    }
}
