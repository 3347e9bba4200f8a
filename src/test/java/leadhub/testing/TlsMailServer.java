package leadhub.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server by hand that asks for a password, and remembers all that it is told, whether in the clear or not. */
public final class TlsMailServer implements AutoCloseable {
    /** How it speaks with those who come. */
    public enum Manner {
        /** Encrypted from the first byte. */
        TLS,
        /** Encrypted on demand. */
        STARTTLS,
        /** Says that it can encrypt, and then can't. */
        BROKEN_STARTTLS,
        /** In the clear, and no other way. */
        CLEAR
    }

    private final ServerSocket listening;
    private final Manner manner;
    private final SSLContext certificate;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private volatile @Nullable String refused;
    private volatile @Nullable String token;

    private TlsMailServer(Manner manner, SSLContext certificate) throws IOException {
        this.manner = manner;
        this.certificate = certificate;
        this.listening = Ports.listen(10);
        Thread.ofVirtual().start(this::listen);
    }

    public static TlsMailServer open(Manner manner, SSLContext certificate) {
        try {
            return new TlsMailServer(manner, certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Takes no command that begins so. */
    public void refuse(String beginning) {
        refused = beginning;
    }

    /** Takes nobody but who signs in with that access token. */
    public void know(String accessToken) {
        token = accessToken;
    }

    /** Every line that it could read; those behind encryption begin with a lock. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** E-mails that it took, as they came. */
    public List<String> mails() {
        return List.copyOf(mails);
    }

    private void listen() {
        while (!listening.isClosed()) {
            try (var peer = listening.accept()) {
                if (manner == Manner.TLS) {
                    talk(encrypted(peer), true);
                } else {
                    talk(peer, false);
                }
            } catch (IOException e) {
                // The other side doesn't believe us, and has hung up.
            }
        }
    }

    private Socket encrypted(Socket peer) throws IOException {
        var socket = (SSLSocket) certificate.getSocketFactory().createSocket(peer, null, false);
        socket.startHandshake();
        return socket;
    }

    private void talk(Socket peer, boolean isEncrypted) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8));
        if (!isEncrypted || manner == Manner.TLS) {
            say(peer, "220 mail.example.com");
        }
        for (var line = hear(lines, isEncrypted); line != null; line = hear(lines, isEncrypted)) {
            if (line.equals("STARTTLS") && manner == Manner.STARTTLS) {
                say(peer, "220 go on");
                talk(encrypted(peer), true);
                return;
            }
            if (line.equals("DATA")) {
                say(peer, "354 go on");
                mails.add(mail(lines));
            }
            if (line.startsWith("AUTH XOAUTH2") && !isKnown(line)) {
                say(peer, "334 " + ImapWire.CHALLENGE);
                hear(lines, isEncrypted);
                say(peer, "535 5.7.8 not you");
                continue;
            }
            say(peer, answer(line, isEncrypted));
        }
    }

    private boolean isKnown(String line) {
        var said = line.substring(line.lastIndexOf(' ') + 1);
        return new String(Base64.getDecoder().decode(said), StandardCharsets.UTF_8)
                .equals("user=login\u0001auth=Bearer " + token + "\u0001\u0001");
    }

    private String answer(String line, boolean isEncrypted) {
        if (line.startsWith("EHLO")) {
            var canEncrypt = !isEncrypted && manner != Manner.CLEAR;
            return "250-mail.example.com\r\n" + (canEncrypt ? "250-STARTTLS\r\n" : "") + "250 AUTH PLAIN LOGIN XOAUTH2";
        }
        if (refused != null && line.startsWith(refused)) {
            return "550 not you";
        }
        if (line.startsWith("AUTH")) {
            return "235 welcome";
        }
        return line.equals("STARTTLS") ? "454 not today" : "250 yes";
    }

    private static String mail(BufferedReader lines) throws IOException {
        var mail = new StringBuilder();
        for (var line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private @Nullable String hear(BufferedReader lines, boolean isEncrypted) throws IOException {
        var line = lines.readLine();
        if (line != null) {
            heard.add((isEncrypted ? "🔒 " : "") + line);
        }
        return line;
    }

    private static void say(Socket peer, String line) throws IOException {
        peer.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        peer.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
