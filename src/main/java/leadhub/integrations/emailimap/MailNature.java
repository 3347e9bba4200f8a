package leadhub.integrations.emailimap;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Locale;
import leadhub.emails.received.IncomingEmail.Automatic;
import org.jspecify.annotations.Nullable;

/** Tells what people wrote from what programs did, by what they say of themselves (RFC 3834, RFC 2919, RFC 3464). */
final class MailNature {
    private static final List<String> OF_REPLIES =
            List.of("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Response-Type");

    private static final List<String> OF_LISTS = List.of("List-Id", "List-Unsubscribe", "List-Post", "List-Help");

    private MailNature() {}

    /** Null where a person wrote it. */
    static @Nullable Automatic of(MimeMessage message) throws MessagingException {
        var submitted = word(message, "Auto-Submitted");
        var precedence = word(message, "Precedence");
        if (word(message, "Content-Type").startsWith("multipart/report")
                || word(message, "Return-Path").equals("<>")
                || isOfAServer(word(message, "From"))) {
            return Automatic.REPORT;
        }
        if (!submitted.isEmpty() && !submitted.matches("no\\b.*")
                || precedence.equals("auto_reply")
                || hasAny(message, OF_REPLIES)) {
            return Automatic.AUTO_REPLY;
        }
        return precedence.matches("bulk|list|junk") || hasAny(message, OF_LISTS) ? Automatic.LIST : null;
    }

    private static boolean isOfAServer(String from) {
        return from.matches("(?s).*\\bmailer-daemon@.*|(?s).*<postmaster@.*|(?s)postmaster@.*");
    }

    private static boolean hasAny(MimeMessage message, List<String> headers) throws MessagingException {
        for (var header : headers) {
            if (message.getHeader(header, null) != null) {
                return true;
            }
        }
        return false;
    }

    private static String word(MimeMessage message, String header) throws MessagingException {
        var value = message.getHeader(header, null);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }
}
