package leadhub.testing;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** A mailbox that is read by IMAP. Its owner is {@code team}, whose password is {@code secret}. */
public final class ImapMailbox implements AutoCloseable {
    private final GreenMail server;
    private final GreenMailUser team;
    private final int port;

    private ImapMailbox(int port) {
        this.server = new GreenMail(new ServerSetup(port, "127.0.0.1", "imap"));
        this.server.start();
        this.team = server.setUser("team@example.com", "team", "secret");
        this.port = port;
    }

    public static ImapMailbox open() {
        return new ImapMailbox(Mailbox.freePort());
    }

    public int port() {
        return port;
    }

    /** The body of a request that connects it. */
    public String body(String folder) {
        return body(folder, port);
    }

    /** The same by what stands before it. */
    public String body(String folder, int port) {
        return """
                {"type": "email_imap", "config": {"host": "127.0.0.1", "port": %d, "security": "none", "user": "team",
                    "password": "secret", "folder": "%s"}}
                """.formatted(port, folder);
    }

    /** Its owner has another one from now on. */
    public void changePassword(String password) {
        team.setPassword(password);
    }

    /** @param email with its headers, as it stands in Java's text blocks */
    public void receive(String email) {
        team.deliver(message(email));
    }

    /** The same into another folder, which is there afterwards. */
    public void receive(String folder, String email) {
        var manager = server.getManagers().getImapHostManager();
        try {
            if (manager.getFolder(team, folder) == null) {
                manager.createMailbox(team, folder);
            }
            manager.getFolder(team, folder).store(message(email));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Its messages go with it; one with its name that is made afterwards numbers its own anew. */
    public void delete(String folder) {
        try {
            server.getManagers().getImapHostManager().deleteMailbox(team, folder);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Whether somebody has seen anything in the folder that emails come into. */
    public boolean isAnySeen() {
        try {
            return server.getManagers().getImapHostManager().getInbox(team).getMessages().stream()
                    .anyMatch(message -> message.getFlags().contains(Flags.Flag.SEEN));
        } catch (FolderException e) {
            throw new AssertionError(e);
        }
    }

    private static MimeMessage message(String email) {
        try {
            var bytes = email.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
