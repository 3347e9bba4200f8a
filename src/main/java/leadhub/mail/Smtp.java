package leadhub.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import leadhub.base.settings.SmtpServer;
import leadhub.base.settings.SmtpServer.Security;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Hands emails to a mail server.
 *
 * <p>Limits: 10 seconds to connect, 20 for each answer and each writing, a minute in all; 256 KiB of answers.
 */
public final class Smtp {
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
     * Where emails are handed over.
     *
     * @param allowed the addresses that the mail server may have
     * @param certificate by whose SHA-256 alone the server is believed; null where somebody has to vouch for it
     * @param hasToken whether the password is an access token
     */
    public record Target(
            SmtpServer server,
            InetAddressFilter allowed,
            @Nullable String certificate,
            boolean hasToken) {}

    /** What is done once the server has let us in. */
    @FunctionalInterface
    private interface Visit {
        void in(Session session, SMTPTransport transport) throws MessagingException;
    }

    /**
     * Hands over an email.
     *
     * @param allowed the addresses that the mail server may have
     * @throws Unsent with the kind of failure
     */
    void send(SmtpServer server, InetAddressFilter allowed, Mail mail) {
        send(new Target(server, allowed, null, false), mail);
    }

    /** The same. */
    public void send(Target target, Mail mail) {
        inTime(target, (session, transport) -> {
            var message = SmtpMessage.of(session, target.server(), mail, clock.instant());
            transport.sendMessage(message, message.getAllRecipients());
        });
    }

    /**
     * Finds out whether a mail server takes emails from us: connects, signs in and says who sends, and sends nothing.
     *
     * @throws Unsent with what it fails at
     */
    public void check(Target target) {
        inTime(target, (session, transport) -> {
            if (transport.simpleCommand("MAIL FROM:<" + target.server().from() + ">") >= 400) {
                throw new SmtpFailures.SenderRefused();
            }
            transport.simpleCommand("RSET");
        });
    }

    private void inTime(Target target, Visit visit) {
        var outcome = new CompletableFuture<List<Unsent>>();
        // Interrupting a virtual thread closes the socket that it waits for: so a peer that says one byte now and then
        // can't hold us either.
        var thread = Thread.ofVirtual().name("smtp").start(() -> outcome.complete(attempt(target, visit)));
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
    private List<Unsent> attempt(Target target, Visit visit) {
        try {
            var session = Session.getInstance(properties(target), new Password(target.server()));
            try (var transport = (SMTPTransport) session.getTransport("smtp")) {
                connect(transport, target);
                visit.in(session, transport);
            }
            return List.of();
        } catch (MessagingException | RuntimeException e) {
            return List.of(SmtpFailures.unsent(e));
        }
    }

    private void connect(SMTPTransport transport, Target target) throws MessagingException {
        var server = target.server();
        try {
            if (target.certificate() != null && server.security() == Security.TLS) {
                transport.connect(encrypted(target, target.certificate()));
                return;
            }
            transport.connect(server.host(), server.port(), server.user(), server.password());
        } catch (MessagingException e) {
            // Offered still, so not done yet: the server refused it in words of its own, which the library hands on.
            var isOwed = server.security() == Security.STARTTLS && transport.supportsExtension("STARTTLS");
            throw isOwed && SmtpFailures.unsent(e).failure() == MailFailure.REFUSED
                    ? new MessagingException("STARTTLS was refused", e)
                    : e;
        }
    }

    /** The library makes sockets of another maker's only one way, and we want both: those within bounds, and those that believe this server. */
    private Socket encrypted(Target target, String certificate) throws MessagingException {
        var server = target.server();
        var plain = new BoundedSockets(MOST_BYTES, target.allowed()).createSocket();
        try {
            plain.setSoTimeout((int) limits.answer().toMillis());
            plain.connect(new InetSocketAddress(server.host(), server.port()), (int)
                    limits.connect().toMillis());
            var socket = (SSLSocket)
                    KnownCertificate.sockets(certificate).createSocket(plain, server.host(), server.port(), true);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            try {
                plain.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw new MessagingException("no connection", e);
        }
    }

    /** Told again where the library is given a connection that stands already. */
    private static final class Password extends Authenticator {
        private final SmtpServer server;

        Password(SmtpServer server) {
            this.server = server;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return server.user() == null ? null : new PasswordAuthentication(server.user(), server.password());
        }
    }

    private Properties properties(Target target) {
        var server = target.server();
        var properties = new Properties();
        if (target.certificate() != null) {
            properties.put("mail.smtp.ssl.socketFactory", KnownCertificate.sockets(target.certificate()));
            properties.put("mail.smtp.host", server.host());
        }
        if (server.user() != null) {
            properties.put("mail.smtp.user", server.user());
        }
        properties.put("mail.smtp.connectiontimeout", millis(limits.connect()));
        properties.put("mail.smtp.timeout", millis(limits.answer()));
        properties.put("mail.smtp.writetimeout", millis(limits.answer()));
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", Boolean.toString(server.user() != null));
        if (target.hasToken()) {
            // By SASL, which answers a refusal with an empty line.
            properties.put("mail.smtp.sasl.enable", "true");
            properties.put("mail.smtp.sasl.mechanisms", "XOAUTH2");
            properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.security() == Security.TLS));
        // Whose certificate it is says its hash.
        properties.put("mail.smtp.ssl.checkserveridentity", Boolean.toString(target.certificate() == null));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(server.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(server.security() == Security.STARTTLS));
        properties.put("mail.smtp.socketFactory", new BoundedSockets(MOST_BYTES, target.allowed()));
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.mime.allowutf8", "true");
        // Both are otherwise asked of the name service, which has no deadline.
        properties.put("mail.from", server.from());
        properties.put(
                "mail.smtp.localhost", server.from().substring(server.from().lastIndexOf('@') + 1));
        return properties;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
