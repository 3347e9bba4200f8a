package leadhub.integrations.emailimap;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import leadhub.base.ProblemException;
import leadhub.integrations.emailimap.ImapFailure.Step;
import leadhub.integrations.emailimap.ImapServer.Password;
import leadhub.integrations.emailimap.ImapServer.Security;
import leadhub.integrations.emailimap.ImapServer.Tokens;
import leadhub.integrations.oauth.OAuthTokens;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.mail.BoundedSockets;
import leadhub.outside.AddressNotAllowed;
import leadhub.outside.AllowedAddresses;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens folders of mailboxes, only to be read.
 *
 * <p>Limits: 10 seconds to connect, 20 for each answer, two minutes in all; 64 MiB of answers. Who stays to listen is ended by whoever
 * looks after it, after 12 minutes in which nothing is said, or 4 MiB.
 */
@Component
final class Imap {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    static final Duration ALL = Duration.ofMinutes(2);
    private static final Bounds READING = new Bounds(ANSWER, 64 * 1024 * 1024);
    private static final Bounds LISTENING = new Bounds(Duration.ofMinutes(12), 4 * 1024 * 1024);
    /** So much of a message is asked for at once. */
    private static final int FETCH_BYTES = 1024 * 1024;

    private final AllowedAddresses allowed;
    private final OAuthTokens tokens;

    Imap(AllowedAddresses allowed, OAuthTokens tokens) {
        this.allowed = allowed;
        this.tokens = tokens;
    }

    /** @param silence of the server's, after which the connection ends */
    private record Bounds(Duration silence, int mostBytes) {}

    /** What is done in a folder. */
    @FunctionalInterface
    interface Visit<T> {
        T in(IMAPFolder folder) throws MessagingException, IOException;
    }

    /**
     * Does something in a folder. Never call it in a transaction.
     *
     * @throws ImapFailure with how far it came
     */
    <T> T open(ImapServer server, Visit<T> visit) {
        return inTime(() -> visited(server, READING, visit));
    }

    /**
     * Stays in a folder as long as the visit takes: interrupting the thread, a virtual one, ends it.
     *
     * @throws ImapFailure with how far it came
     */
    <T> T stay(ImapServer server, Visit<T> visit) {
        return visited(server, LISTENING, visit);
    }

    private <T> T visited(ImapServer server, Bounds bounds, Visit<T> visit) {
        resolve(server);
        try (var store = connected(server, bounds)) {
            return visited(store, server, visit);
        } catch (MessagingException e) {
            throw failure(Step.READ, e);
        }
    }

    /** Interrupting a virtual thread closes the socket that it waits for: a server that says a byte now and then can't hold us. */
    private static <T> T inTime(Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = Thread.ofVirtual().name("imap").start(task);
        try {
            return task.get(ALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw e.getCause() instanceof ImapFailure failure ? failure : failure(Step.READ, e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new ImapFailure(Step.READ, "took too long");
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new ImapFailure(Step.READ, "interrupted");
        }
    }

    /** Said by itself; the address that is dialled is looked at again. */
    private void resolve(ImapServer server) {
        try {
            if (Arrays.stream(InetAddress.getAllByName(server.host())).noneMatch(allowed::matches)) {
                throw new ImapFailure(Step.RESOLVE, "the address is in a network that may not be called");
            }
        } catch (UnknownHostException e) {
            throw new ImapFailure(Step.RESOLVE, "no such host");
        }
    }

    private Store connected(ImapServer server, Bounds bounds) {
        return switch (server.access()) {
            case Password(var text) -> connected(server, bounds, text);
            case Tokens(var owner) -> {
                try {
                    yield tokens.use(owner, Imap::isSignIn, token -> connected(server, bounds, token));
                } catch (ProviderFailure e) {
                    throw ImapFailure.of(e);
                }
            }
        };
    }

    private static boolean isSignIn(RuntimeException why) {
        return why instanceof ImapFailure failure && failure.step() == Step.SIGN_IN;
    }

    private Store connected(ImapServer server, Bounds bounds, String secret) {
        try {
            var store = Session.getInstance(properties(server, bounds)).getStore("imap");
            store.connect(server.host(), server.port(), server.user(), secret);
            return store;
        } catch (AuthenticationFailedException e) {
            throw new ImapFailure(Step.SIGN_IN, "user, password or access token refused");
        } catch (MessagingException | RuntimeException e) {
            throw failure(Step.CONNECT, e);
        }
    }

    private static <T> T visited(Store store, ImapServer server, Visit<T> visit) throws MessagingException {
        try (var folder = opened(store, server.folder())) {
            return visit.in(folder);
        } catch (MessagingException | IOException e) {
            throw failure(Step.READ, e);
        }
    }

    private static IMAPFolder opened(Store store, String name) {
        try {
            var folder = (IMAPFolder) store.getFolder(name);
            folder.open(Folder.READ_ONLY);
            return folder;
        } catch (FolderNotFoundException e) {
            throw new ImapFailure(Step.FOLDER, "no such folder");
        } catch (MessagingException | RuntimeException e) {
            throw failure(Step.FOLDER, e);
        }
    }

    private Properties properties(ImapServer server, Bounds bounds) {
        var properties = new Properties();
        properties.put("mail.imap.connectiontimeout", millis(CONNECT));
        properties.put("mail.imap.timeout", millis(bounds.silence()));
        properties.put("mail.imap.writetimeout", millis(ANSWER));
        properties.put("mail.imap.fetchsize", Integer.toString(FETCH_BYTES));
        properties.put("mail.imap.peek", "true");
        properties.put("mail.imap.connectionpoolsize", "1");
        if (server.access() instanceof Tokens) {
            // By SASL, which answers a refusal with an empty line; without it the library says the token again.
            properties.put("mail.imap.sasl.enable", "true");
            properties.put("mail.imap.sasl.mechanisms", "XOAUTH2");
            properties.put("mail.imap.auth.mechanisms", "XOAUTH2");
        } else {
            properties.put("mail.imap.auth.mechanisms", "PLAIN LOGIN");
        }
        properties.put("mail.imap.ssl.enable", Boolean.toString(server.security() == Security.TLS));
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        properties.put("mail.imap.starttls.enable", Boolean.toString(server.security() == Security.STARTTLS));
        properties.put("mail.imap.starttls.required", Boolean.toString(server.security() == Security.STARTTLS));
        properties.put("mail.imap.socketFactory", new BoundedSockets(bounds.mostBytes(), allowed));
        properties.put("mail.imap.socketFactory.fallback", "false");
        return properties;
    }

    private static ImapFailure failure(Step step, @Nullable Throwable why) {
        for (var depth = 0; why != null && depth < 20; depth++) {
            if (why instanceof ImapFailure known) {
                return known;
            }
            var said = said(why);
            if (said != null) {
                return new ImapFailure(step, said);
            }
            var beside = why instanceof MessagingException messaging ? messaging.getNextException() : null;
            why = beside == null ? why.getCause() : beside;
        }
        return new ImapFailure(step, step == Step.CONNECT ? "no connection" : "the server refuses it");
    }

    private static @Nullable String said(Throwable why) {
        return switch (why) {
            case AddressNotAllowed refused -> "the address is in a network that may not be called";
            case SSLException refused -> "no encrypted connection";
            case SocketTimeoutException late -> "took too long";
            case UnknownHostException unknown -> "no such host";
            default -> String.valueOf(why.getMessage()).contains("STARTTLS") ? "no encrypted connection" : null;
        };
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
