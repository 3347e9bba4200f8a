package leadhub.emails.sending;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import leadhub.api.AuthorView;
import leadhub.emails.received.IncomingEmail;
import org.jspecify.annotations.Nullable;

/** An email to a lead, or from it, as the LeadHub dialect spells it. @param body null, and absent, in lists */
record LeadEmailView(
        long id,
        String direction,
        String status,
        @Nullable String error,
        @Nullable String from,
        @Nullable String to,
        String subject,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String body,
        boolean isAutomatic,
        List<File> attachments,
        @Nullable AuthorView author,
        @Nullable Instant deliveredAt,
        @Nullable Instant openedAt,
        Instant createdAt) {

    /** What came with it. @param id by which it is downloaded, and {@code size} in bytes; both null where it isn't kept */
    record File(
            @Nullable String id,
            String name,
            String type,
            @Nullable Long size,
            @Nullable String error) {
        static File of(IncomingEmail.Attachment file) {
            var unkept = file.unkept();
            return new File(
                    file.fileId(), file.name(), file.type(), file.bytes(), unkept == null ? null : unkept.word());
        }
    }

    static LeadEmailView of(Correspondence email) {
        return of(email, null);
    }

    static LeadEmailView of(Correspondence email, @Nullable String body) {
        var author = email.author();
        var fate = email.fate();
        return new LeadEmailView(
                email.id(),
                email.direction().name().toLowerCase(Locale.ROOT),
                fate.status(),
                fate.failure(),
                email.from(),
                email.to(),
                email.subject(),
                body,
                email.isAutomatic(),
                email.attachments().stream().map(File::of).toList(),
                author == null ? null : AuthorView.of(author),
                fate.deliveredAt(),
                fate.openedAt(),
                email.createdAt());
    }
}
