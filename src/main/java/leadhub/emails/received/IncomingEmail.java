package leadhub.emails.received;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An email as it was read in a mailbox, and as the ledger keeps it.
 *
 * @param sender who is answered: {@code Reply-To}, else {@code From}
 * @param from the address that it says it is from
 * @param replyAddress the one of ours that it was sent to, which names a lead; null for none
 * @param references the ids that it names as before it, the oldest first
 * @param automatic why no person wrote it to us; null where one did
 * @param bounce what a mail server says of an email of ours; null where it is none
 * @param isCut whether it was too large to be read whole
 * @param labels what stands behind labels and in tables; null where there are none
 */
public record IncomingEmail(
        @JsonProperty("message_id") @Nullable String messageId,
        Sender sender,
        String from,
        String to,
        @JsonProperty("reply_address") @Nullable String replyAddress,
        String subject,
        String text,
        @JsonProperty("sent_at") @Nullable Instant sentAt,
        List<String> references,
        @Nullable Automatic automatic,
        @Nullable Bounce bounce,
        List<Attachment> attachments,
        @JsonProperty("is_cut") boolean isCut,
        @Nullable Map<String, String> labels) {
    /** Longer ids are no ids that mail programs give. */
    private static final int MOST_KEY = 255;

    /** @param name as it stands before the address; "" for none */
    public record Sender(
            String email,
            String name,
            @JsonProperty("first_name") String firstName,
            @JsonProperty("last_name") String lastName) {}

    /** Why an email makes no lead. */
    public enum Automatic {
        /** An out-of-office reply and its like (RFC 3834). */
        AUTO_REPLY,
        /** A newsletter or a mailing list. */
        LIST,
        /** A mail server tells of an email. */
        REPORT
    }

    /**
     * What came with it.
     *
     * @param type as its sender calls it, such as {@code application/pdf}
     * @param bytes how many it has; null where it isn't kept, as none was before files were
     * @param fileId of what is kept of it; null for nothing but its name
     * @param unkept why nothing is; null where there is no special reason, as with lists' emails
     */
    public record Attachment(
            String name,
            String type,
            @JsonProperty("size") @Nullable Long bytes,
            @JsonProperty("file_id") @Nullable String fileId,
            @Nullable Unkept unkept) {
        public Attachment(String name, String type) {
            this(name, type, null, null, null);
        }

        public long size() {
            return bytes == null ? 0 : bytes;
        }

        public Attachment kept(String fileId, long size) {
            return new Attachment(name, type, size, fileId, null);
        }

        public Attachment unkept(Unkept why) {
            return new Attachment(name, type, null, null, why);
        }
    }

    /** Why a file isn't kept. */
    public enum Unkept {
        TOO_LARGE,
        /** A program, or something else than its name says. */
        FORBIDDEN,
        /** More came with one email, or on one day, than is kept. */
        TOO_MANY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a mail server couldn't hand over (RFC 3464).
     *
     * @param messageId of the email that it is about; null where it doesn't say
     */
    public record Bounce(
            @JsonProperty("message_id") @Nullable String messageId, List<Recipient> recipients) {}

    /** @param status such as {@code 5.1.1} */
    public record Recipient(String email, String action, String status) {}

    /** The same with what became of its files. */
    public IncomingEmail with(List<Attachment> files) {
        return new IncomingEmail(
                messageId,
                sender,
                from,
                to,
                replyAddress,
                subject,
                text,
                sentAt,
                references,
                automatic,
                bounce,
                files,
                isCut,
                labels);
    }

    /** By which it counts once: its Message-ID, else a hash of what makes it itself. */
    public String key() {
        return messageId == null
                ? "sha256:" + hash(sentAt + "\n" + from + "\n" + subject + "\n" + text)
                : key(messageId);
    }

    /** A Message-ID as it is looked up. */
    static String key(String messageId) {
        return messageId.length() <= MOST_KEY ? messageId : "sha256:" + hash(messageId);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "IncomingEmail[" + key() + "]";
    }
}
