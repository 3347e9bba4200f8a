package leadhub.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
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
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import leadhub.base.settings.SmtpServer;
import leadhub.base.settings.SmtpServer.Security;
import leadhub.outside.AddressNotAllowed;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Hands emails to a mail server.
 *
 * <p>Limits: 10 seconds to connect, 20 for each answer and each writing, a minute in all; 256 KiB of answers.
 */
final class Smtp {
    static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(1));
    private static final int MOST_BYTES = 256 * 1024;

    private final Limits limits;
    private final Clock clock;

    Smtp(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** How long connecting, each answer, and everything together may take. */
    record Limits(Duration connect, Duration answer, Duration all) {}

    /**
     * Hands over an email.
     *
     * @param allowed the addresses that the mail server may have
     * @throws Unsent with the kind of failure
     */
    void send(SmtpServer server, InetAddressFilter allowed, Mail mail) {
        var outcome = new CompletableFuture<List<Unsent>>();
        // Interrupting a virtual thread closes the socket that it waits for: so a peer that says one byte now and then
        // can't hold us either.
        var thread = Thread.ofVirtual().name("smtp").start(() -> outcome.complete(attempt(server, allowed, mail)));
        try {
            var unsent = outcome.get(limits.all().toMillis(), TimeUnit.MILLISECONDS);
            if (!unsent.isEmpty()) {
                throw unsent.getFirst();
            }
        } catch (TimeoutException | ExecutionException e) {
            thread.interrupt();
            throw new Unsent(MailFailure.DEADLINE, false);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new Unsent(MailFailure.DEADLINE, false);
        }
    }

    /** Nothing if all went well. */
    private List<Unsent> attempt(SmtpServer server, InetAddressFilter allowed, Mail mail) {
        try {
            var session = Session.getInstance(properties(server, allowed));
            var message = message(session, server, mail);
            try (var transport = (SMTPTransport) session.getTransport("smtp")) {
                connect(transport, server);
                transport.sendMessage(message, message.getAllRecipients());
            }
            return List.of();
        } catch (MessagingException | RuntimeException e) {
            return List.of(unsent(e));
        }
    }

    private static void connect(SMTPTransport transport, SmtpServer server) throws MessagingException {
        try {
            transport.connect(server.host(), server.port(), server.user(), server.password());
        } catch (MessagingException e) {
            // Offered still, so not done yet: the server refused it in words of its own, which the library hands on.
            var isOwed = server.security() == Security.STARTTLS && transport.supportsExtension("STARTTLS");
            throw isOwed && unsent(e).failure() == MailFailure.REFUSED
                    ? new MessagingException("STARTTLS was refused", e)
                    : e;
        }
    }

    private Properties properties(SmtpServer server, InetAddressFilter allowed) {
        var properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", millis(limits.connect()));
        properties.put("mail.smtp.timeout", millis(limits.answer()));
        properties.put("mail.smtp.writetimeout", millis(limits.answer()));
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(server.user() != null));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.security() == Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(server.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(server.security() == Security.STARTTLS));
        properties.put("mail.smtp.socketFactory", new BoundedSockets(MOST_BYTES, allowed));
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.mime.allowutf8", "true");
        // Both are otherwise asked of the name service, which has no deadline.
        properties.put("mail.from", server.from());
        properties.put(
                "mail.smtp.localhost", server.from().substring(server.from().lastIndexOf('@') + 1));
        return properties;
    }

    private MimeMessage message(Session session, SmtpServer server, Mail mail) throws MessagingException {
        var headers = mail.headers();
        var message = headers == null ? new MimeMessage(session) : new KnownMessage(session, headers.messageId());
        message.setFrom(new InternetAddress(server.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
        message.setSubject(mail.subject(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
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

    private static Unsent unsent(Exception exception) {
        var chain = chain(exception);
        for (var cause : chain) {
            var failure = failure(cause);
            if (failure != null) {
                var isFinal = failure == MailFailure.FORBIDDEN
                        || cause instanceof SMTPAddressFailedException refused && refused.getReturnCode() >= 500;
                return new Unsent(failure, isFinal);
            }
        }
        var isUnreachable = chain.stream().anyMatch(MailConnectException.class::isInstance);
        return new Unsent(isUnreachable ? MailFailure.UNREACHABLE : MailFailure.REFUSED, false);
    }

    private static @Nullable MailFailure failure(Throwable cause) {
        return switch (cause) {
            case AddressNotAllowed refused -> MailFailure.FORBIDDEN;
            case AuthenticationFailedException refused -> MailFailure.SIGN_IN;
            case SMTPSenderFailedException refused -> MailFailure.SENDER;
            case SMTPAddressFailedException refused -> MailFailure.RECEIVER;
            case SSLException refused -> MailFailure.TLS;
            case CertificateException refused -> MailFailure.TLS;
            case SocketTimeoutException late -> MailFailure.DEADLINE;
            case ConnectException refused -> MailFailure.UNREACHABLE;
            case NoRouteToHostException refused -> MailFailure.UNREACHABLE;
            case UnknownHostException unknown -> MailFailure.UNREACHABLE;
            default -> String.valueOf(cause.getMessage()).contains("STARTTLS") ? MailFailure.TLS : null;
        };
    }

    /** An exception with its causes, and with what the mail library hangs beside them. */
    private static List<Throwable> chain(Throwable exception) {
        var all = new ArrayList<Throwable>();
        for (@Nullable Throwable next = exception; next != null && all.size() < 20; ) {
            all.add(next);
            var beside = next instanceof MessagingException messaging ? messaging.getNextException() : null;
            next = beside == null ? next.getCause() : beside;
        }
        return all;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
