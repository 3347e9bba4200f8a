package leadhub.sms;

import org.jspecify.annotations.Nullable;

/**
 * An SMS that is about to be sent, or came.
 *
 * @param origin what has it sent, so that it is sent once; null where a person does
 * @param providerId what the provider calls one that came; null for one of ours
 * @param segments 0 where nobody knows
 */
record NewSms(
        long leadId,
        long integrationId,
        @Nullable String origin,
        String phone,
        String text,
        int media,
        @Nullable String providerId,
        int segments) {

    boolean isReceived() {
        return providerId != null;
    }
}
