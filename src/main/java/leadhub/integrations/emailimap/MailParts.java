package leadhub.integrations.emailimap;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import leadhub.emails.received.IncomingEmail.Attachment;
import leadhub.emails.received.IncomingEmail.Bounce;
import leadhub.emails.received.IncomingEmail.Recipient;
import leadhub.integrations.leadmails.LabeledText;
import org.jspecify.annotations.Nullable;

/**
 * What a message consists of: its text, the names of what is attached, and what a mail server says of an email of ours.
 *
 * <p>Limits: 64 Ki characters of text, 50 parts in 8 levels, 20 attachments.
 */
final class MailParts {
    private static final int MOST_TEXT = 64 * 1024;
    private static final int MOST_BYTES = 4 * MOST_TEXT;
    private static final int MOST_PARTS = 50;
    private static final int MOST_LEVELS = 8;
    private static final int MOST_ATTACHMENTS = 20;
    private static final int MOST_NAME = 255;

    private final List<Attachment> attachments = new ArrayList<>();
    private final List<Part> files = new ArrayList<>();
    private @Nullable String plain;
    private @Nullable String html;
    private List<Recipient> recipients = List.of();
    private @Nullable String returned;
    private int count;
    private boolean isCut;

    private MailParts() {}

    static MailParts of(Part message) throws MessagingException, IOException {
        var parts = new MailParts();
        parts.walk(message, 1);
        return parts;
    }

    String text() {
        var text = plain != null ? plain : html != null ? MailHtml.text(html) : "";
        var whole = clean(text).replace("\r\n", "\n").strip();
        isCut |= whole.length() > MOST_TEXT;
        return cut(whole, MOST_TEXT);
    }

    /** Of whichever way of reading it finds most; null for none. */
    @Nullable
    Map<String, String> labels() {
        var texts = new ArrayList<String>();
        if (plain != null) {
            texts.add(plain);
        }
        if (html != null) {
            texts.add(MailHtml.rows(html));
            texts.add(MailHtml.text(html));
        }
        return texts.stream()
                .map(text -> LabeledText.read(clean(text)))
                .max(Comparator.comparingInt(Map::size))
                .filter(labels -> !labels.isEmpty())
                .orElse(null);
    }

    List<Attachment> attachments() {
        return attachments;
    }

    /** What the attachments are, in their order. */
    List<Part> files() {
        return files;
    }

    /** Null for what tells of no email. */
    @Nullable
    Bounce bounce() {
        return recipients.isEmpty() ? null : new Bounce(returned, recipients);
    }

    boolean isCut() {
        return isCut;
    }

    private void walk(Part part, int level) throws MessagingException, IOException {
        if (++count > MOST_PARTS || level > MOST_LEVELS) {
            isCut = true;
            return;
        }
        if (part.isMimeType("multipart/*")) {
            if (part.getContent() instanceof Multipart many) {
                for (var i = 0; i < many.getCount() && count <= MOST_PARTS; i++) {
                    walk(many.getBodyPart(i), level + 1);
                }
            }
            return;
        }
        if (part.isMimeType("message/delivery-status")) {
            recipients = DeliveryStatus.read(new String(bytes(part), StandardCharsets.US_ASCII));
        } else if (part.isMimeType("text/rfc822-headers")
                || part.isMimeType("message/rfc822") && !recipients.isEmpty()) {
            returned = returned(part);
        } else if (isText(part)) {
            text(part);
        } else if (attachments.size() < MOST_ATTACHMENTS) {
            attachments.add(new Attachment(name(part), type(part)));
            files.add(part);
        }
    }

    private static boolean isText(Part part) throws MessagingException {
        return (part.isMimeType("text/plain") || part.isMimeType("text/html"))
                && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    }

    /** The first of each kind. */
    private void text(Part part) throws MessagingException, IOException {
        var isHtml = part.isMimeType("text/html");
        if (isHtml ? html != null : plain != null) {
            return;
        }
        var text = new String(bytes(part), charset(part));
        if (isHtml) {
            html = text;
        } else {
            plain = text;
        }
    }

    private static @Nullable String returned(Part part) throws MessagingException, IOException {
        try (var stream = part.getInputStream()) {
            var headers = new InternetHeaders(stream);
            var id = headers.getHeader("Message-ID", " ");
            return id == null ? null : MailReader.ids(id).stream().findFirst().orElse(null);
        }
    }

    private byte[] bytes(Part part) throws MessagingException, IOException {
        try (var stream = part.getInputStream()) {
            var bytes = stream.readNBytes(MOST_BYTES);
            isCut |= bytes.length == MOST_BYTES;
            return bytes;
        }
    }

    private static Charset charset(Part part) throws MessagingException {
        try {
            var name = new ContentType(part.getContentType()).getParameter("charset");
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (ParseException | IllegalArgumentException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static String name(Part part) throws MessagingException {
        var name = part.getFileName();
        return name == null ? "" : cut(clean(MailAddresses.decoded(name)).strip(), MOST_NAME);
    }

    private static String type(Part part) throws MessagingException {
        var type = part.getContentType().split(";", 2)[0];
        return cut(clean(type).strip().toLowerCase(java.util.Locale.ROOT), MOST_NAME);
    }

    /** Without what no text may have: the character 0, and halves of others. */
    static String clean(String text) {
        return text.replaceAll("[\\x00\\p{Cs}]", "");
    }

    /** So many characters, and none of them in half. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
