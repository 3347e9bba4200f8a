package leadhub.forms.mails;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import leadhub.base.Times;
import leadhub.base.Unicode;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps forms from flooding anybody with emails that ask to confirm something. */
@Service
public class ConfirmationLimits {
    private static final Duration KEPT = Duration.ofDays(2);

    private final ConfirmationSql sql;
    private final Confirmations confirmations;
    private final Clock clock;

    ConfirmationLimits(ConfirmationSql sql, Confirmations confirmations, Clock clock) {
        this.sql = sql;
        this.confirmations = confirmations;
        this.clock = clock;
    }

    /** Counts an email that is about to be sent; false if there have been enough. */
    @Transactional
    public boolean take(long workspaceId, long formId, String emailKey) {
        var now = Times.now(clock);
        sql.forget(workspaceId, now.minus(KEPT));
        return sql.take(workspaceId, formId, emailKey, now);
    }

    /** Addresses are counted, and not kept. */
    static String key(String email) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(Unicode.key(email.strip()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String token(long workspaceId, long formId, long submissionId) {
        return confirmations.token(workspaceId, formId, submissionId);
    }
}
