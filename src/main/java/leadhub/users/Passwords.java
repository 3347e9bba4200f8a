package leadhub.users;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import leadhub.api.Texts;
import leadhub.base.Problem;
import leadhub.base.Unicode;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes hashes of passwords: Argon2id with 19 MiB, two passes and one lane, as OWASP advises.
 *
 * <p>Limits: two at a time, so that no rush of new users takes more than 38 MiB or all processors.
 */
@Component
public final class Passwords {
    private static final int LEAST_CHARACTERS = 8;
    private static final int MOST_CHARACTERS = 255;

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore turns = new Semaphore(2);
    /** Of a password that nobody has: makes checking take as long where there is nothing to check. */
    private final String nobodys = encoder.encode(UUID.randomUUID().toString());

    /** What is wrong with a password, in words that go after "The password field"; empty if nothing is. */
    public static Optional<String> refusal(String password) {
        var length = Texts.length(password);
        if (length < LEAST_CHARACTERS) {
            return Optional.of("must be at least " + LEAST_CHARACTERS + " characters.");
        }
        return length > MOST_CHARACTERS
                ? Optional.of("must not be greater than " + MOST_CHARACTERS + " characters.")
                : Optional.empty();
    }

    /** Whether a password is the one behind a hash; as slow where there is no hash. */
    boolean isRight(String password, @Nullable PasswordHash hash) {
        if (password.length() > 4 * MOST_CHARACTERS) {
            return false;
        }
        var composed = Unicode.nfc(password);
        // An older version hashed what was sent, and macOS may have sent it decomposed.
        var decomposed = Unicode.nfd(password);
        return matches(composed, hash) || !decomposed.equals(composed) && matches(decomposed, hash);
    }

    private boolean matches(String password, @Nullable PasswordHash hash) {
        turns.acquireUninterruptibly();
        try {
            var isRight = encoder.matches(password, hash == null ? nobodys : hash.text());
            return isRight && hash != null;
        } finally {
            turns.release();
        }
    }

    /** Takes about a tenth of a second, so best called before a verb opens its transaction. */
    public PasswordHash hash(String password) {
        refusal(password).ifPresent(refusal -> {
            throw Problem.invalid("password", "The password field " + refusal).exception();
        });
        turns.acquireUninterruptibly();
        try {
            return new PasswordHash(encoder.encode(Unicode.nfc(password)));
        } finally {
            turns.release();
        }
    }
}
