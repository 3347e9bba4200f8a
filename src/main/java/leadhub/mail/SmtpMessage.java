package leadhub.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import leadhub.base.settings.SmtpServer;

/** Makes of an email what a mail server takes. */
final class SmtpMessage {
    private SmtpMessage() {}

    static MimeMessage of(Session session, SmtpServer server, Mail mail, Instant now) throws MessagingException {
        var headers = mail.headers();
        var message = headers == null ? new MimeMessage(session) : new KnownMessage(session, headers.messageId());
        message.setFrom(new InternetAddress(server.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
        message.setSubject(mail.subject(), "UTF-8");
        message.setSentDate(Date.from(now));
        // So that out-of-office replies don't answer it.
        message.setHeader("Auto-Submitted", "auto-generated");
        if (headers != null) {
            headers(message, server, headers);
        }
        if (mail.replyTo() != null) {
            replyTo(message, mail.replyTo());
        }
        var text = new MimeBodyPart();
        text.setText(mail.text(), "UTF-8");
        var html = new MimeBodyPart();
        html.setText(mail.html(), "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    /** What is no address that mail servers take is left off: nobody can answer it. */
    private static void replyTo(MimeMessage message, String address) throws MessagingException {
        try {
            message.setReplyTo(new Address[] {new InternetAddress(address, true)});
        } catch (AddressException e) {
            return;
        }
    }

    private static void headers(MimeMessage message, SmtpServer server, MailHeaders headers) throws MessagingException {
        try {
            message.setFrom(new InternetAddress(server.from(), headers.senderName(), "UTF-8"));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        if (!headers.references().isEmpty()) {
            message.setHeader("In-Reply-To", headers.references().getLast());
            message.setHeader("References", MimeUtility.fold(12, String.join(" ", headers.references())));
        }
        if (headers.unsubscribeUrl() != null) {
            message.setHeader("List-Unsubscribe", "<" + headers.unsubscribeUrl() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    /** A message that keeps its id, by which a mail server can tell a further attempt. */
    private static final class KnownMessage extends MimeMessage {
        private final String id;

        KnownMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
