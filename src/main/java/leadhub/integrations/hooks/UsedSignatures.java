package leadhub.integrations.hooks;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import leadhub.integrations.HookOwner;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signatures that are good for one post. They are known for longer than a provider sends again, and their types refuse what was signed
 * before that.
 */
@Service
public class UsedSignatures {
    private static final Duration KNOWN = Duration.ofDays(2);

    private final UsedSignatureSql sql;

    UsedSignatures(UsedSignatureSql sql) {
        this.sql = sql;
    }

    /** What one was used for before. */
    enum Use {
        FRESH,
        /** For the same post. */
        SAME,
        /** For another one. */
        ANOTHER
    }

    /** Uses one. */
    @Transactional
    public Use use(HookOwner owner, String once, byte[] body, Instant now) {
        var hash = hash(body);
        if (sql.add(owner, once, hash, now, now.minus(KNOWN))) {
            return Use.FRESH;
        }
        return sql.is(owner, once, hash) ? Use.SAME : Use.ANOTHER;
    }

    private static byte[] hash(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
