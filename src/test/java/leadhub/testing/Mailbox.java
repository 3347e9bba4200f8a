package leadhub.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A mail server that takes everything and keeps it to be read. */
public final class Mailbox implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final GreenMail server;
    private final int port;

    private Mailbox(int port, String protocol) {
        this.server = new GreenMail(new ServerSetup(port, "127.0.0.1", protocol));
        this.server.start();
        this.port = port;
    }

    public static Mailbox open() {
        return new Mailbox(freePort(), "smtp");
    }

    public static Mailbox openAt(int port) {
        return new Mailbox(port, "smtp");
    }

    /** One that speaks TLS with a certificate that nobody vouches for. */
    public static Mailbox openWithItsOwnCertificate() {
        return new Mailbox(freePort(), "smtps");
    }

    /** A port that nobody listens at. */
    public static int freePort() {
        return Ports.free();
    }

    public int port() {
        return port;
    }

    /** Lets somebody sign in. */
    public void know(String user, String password) {
        server.setUser("leads@example.com", user, password);
    }

    /** A workspace's mail server as its form is filled in. */
    public Map<String, String> form() {
        return form(port);
    }

    public static Map<String, String> form(int port) {
        return Map.of(
                "host", "127.0.0.1", "port", Integer.toString(port), "security", "none", "from", "leads@example.com");
    }

    /** Waits for so many e-mails in all. */
    public void await(int count) {
        try {
            Await.until(() -> count() >= count);
        } catch (AssertionError e) {
            throw new AssertionError(count() + " e-mails came, not " + count, e);
        }
    }

    public int count() {
        return server.getReceivedMessages().length;
    }

    /** To whom they went, in the order in which they came. */
    public List<String> receivers() {
        return Stream.of(server.getReceivedMessages())
                .map(message -> {
                    try {
                        return message.getAllRecipients()[0].toString();
                    } catch (MessagingException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    public MimeMessage message(int number) {
        return server.getReceivedMessages()[number];
    }

    /** The plain text of an e-mail. */
    public String text(int number) {
        return part(number, 0);
    }

    public String html(int number) {
        return part(number, 1);
    }

    /** The link in an e-mail, without scheme, host and port. */
    public String path(int number) {
        return java.net.URI.create(link(number)).getPath();
    }

    /** The link in an e-mail. */
    public String link(int number) {
        var matcher = LINK.matcher(text(number));
        if (!matcher.find()) {
            throw new AssertionError("No link in " + text(number));
        }
        return matcher.group();
    }

    private String part(int number, int index) {
        try {
            BodyPart part = ((MimeMultipart) message(number).getContent()).getBodyPart(index);
            return part.getContent().toString();
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
