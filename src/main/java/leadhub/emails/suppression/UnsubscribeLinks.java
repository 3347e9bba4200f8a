package leadhub.emails.suppression;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.base.Unicode;
import leadhub.base.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The addresses in emails at which their receiver ends them. A token stands for one address in one workspace, always the
 * same, so that a preview has it too; nobody can work it out who hasn't got such an email.
 */
@Component
public class UnsubscribeLinks {
    static final String PATH = "/unsubscribe/";
    private static final int SECRET_BYTES = 32;
    private static final int TOKEN_BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UnsubscribeLinkSql sql;
    private final @Nullable String baseUrl;
    private final boolean isForThisMachine;
    private volatile int port;

    /** @param isForThisMachine whether links that are only good on this machine will do, as for tests */
    UnsubscribeLinks(
            UnsubscribeLinkSql sql,
            Settings settings,
            @Value("${leadhub.emails.local-links:false}") boolean isForThisMachine) {
        this.isForThisMachine = isForThisMachine;
        this.sql = sql;
        this.baseUrl = settings.baseUrl();
        this.port = settings.port();
    }

    /** Whether whoever gets an email can follow them: without a base URL nobody knows where the server is. */
    public boolean areReachable() {
        return baseUrl != null || isForThisMachine;
    }

    @EventListener
    void begun(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /** The token of an address. */
    public String token(long workspaceId, String email) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret(workspaceId), "HmacSHA256"));
            var all = mac.doFinal(Unicode.key(email).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, TOKEN_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where a token leads. */
    public String url(String token) {
        return local() + PATH + token;
    }

    /** Under which those outside see us; empty where nobody knows. */
    public Optional<String> origin() {
        return areReachable() ? Optional.of(local()) : Optional.empty();
    }

    private String local() {
        return baseUrl == null ? "http://127.0.0.1:" + port : baseUrl;
    }

    /** Within a verb that sends an email: from now on the token is known. */
    public void remember(long workspaceId, String token) {
        sql.addLink(hash(token), workspaceId);
    }

    /** Whose token it is. */
    public Optional<Long> workspace(String token) {
        return sql.workspace(hash(token));
    }

    private byte[] secret(long workspaceId) {
        return sql.secret(workspaceId).orElseGet(() -> {
            var secret = new byte[SECRET_BYTES];
            RANDOM.nextBytes(secret);
            sql.addSecret(workspaceId, secret);
            // Somebody else may have been first.
            return sql.secret(workspaceId).orElseThrow();
        });
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
