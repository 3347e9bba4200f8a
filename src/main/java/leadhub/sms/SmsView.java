package leadhub.sms;

import java.time.Instant;
import java.util.List;
import leadhub.api.AuthorView;
import leadhub.api.Envelope;
import leadhub.conversations.files.MessageFile;
import org.jspecify.annotations.Nullable;

/** An SMS as the LeadHub dialect spells it. */
record SmsView(
        long id,
        String direction,
        String status,
        @Nullable String error,
        String phone,
        String message,
        int mediaCount,
        List<Attached> attachments,
        int segments,
        long integrationId,
        AuthorView author,
        Instant createdAt) {

    /** A file that came with it. @param type by its content; null as long as it isn't there */
    record Attached(
            long number,
            String status,
            String name,
            @Nullable String type,
            @Nullable Long size,
            @Nullable String error) {
        static Attached of(MessageFile file) {
            var failure = file.failure();
            return new Attached(
                    file.number(),
                    file.status().word(),
                    file.name(),
                    file.type(),
                    file.size(),
                    failure == null ? null : failure.word());
        }
    }

    static SmsView of(Sms sms, List<MessageFile> files) {
        return new SmsView(
                sms.id(),
                sms.isReceived() ? "in" : "out",
                sms.fate().status().word(),
                sms.fate().failure(),
                sms.phone(),
                sms.text(),
                sms.media(),
                files.stream().map(Attached::of).toList(),
                sms.fate().segments(),
                sms.integrationId(),
                AuthorView.of(sms.author()),
                sms.createdAt());
    }

    static Envelope.One<SmsView> one(Sms sms, List<MessageFile> files) {
        return new Envelope.One<>(of(sms, files));
    }
}
