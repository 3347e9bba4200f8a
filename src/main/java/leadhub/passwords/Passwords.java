package leadhub.passwords;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import leadhub.base.Problem;
import leadhub.base.Unicode;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes hashes of passwords with {@link PasswordEncoding Argon2id}.
 *
 * <p>Limits: two at a time and one more for those who are known already, so that no rush takes more than 57 MiB or all
 * processors; whoever has waited ten seconds for a turn is refused.
 */
@Component
public final class Passwords {
    static final int LEAST_CHARACTERS = 8;
    static final int MOST_CHARACTERS = 255;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Argon2PasswordEncoder encoder;
    private final Semaphore turns = new Semaphore(2);
    /** For those who are no strangers: they don't wait behind a rush of guesses. */
    private final Semaphore turnsOfKnown = new Semaphore(1);
    /** Of a password that nobody has: makes checking take as long where there is nothing to check. */
    private final String nobodys;

    Passwords(Argon2PasswordEncoder encoder) {
        this.encoder = encoder;
        this.nobodys = encoder.encode(UUID.randomUUID().toString());
    }

    /** Why a password isn't taken from its owner; empty if it is. */
    public static Optional<PasswordRefusal> refusal(String password, PasswordOwner owner) {
        return refusal(password).or(() -> owner.refusal(password));
    }

    private static Optional<PasswordRefusal> refusal(String password) {
        var length = Texts.length(password);
        if (length < LEAST_CHARACTERS) {
            return Optional.of(PasswordRefusal.TOO_SHORT);
        }
        if (length > MOST_CHARACTERS) {
            return Optional.of(PasswordRefusal.TOO_LONG);
        }
        return CommonPasswords.contains(password) ? Optional.of(PasswordRefusal.TOO_COMMON) : Optional.empty();
    }

    /** Whether a password is the one behind a hash; as slow where there is no hash. */
    public boolean isRight(String password, @Nullable PasswordHash hash, boolean isKnown) {
        if (password.length() > 4 * MOST_CHARACTERS) {
            return false;
        }
        var turnsOfHash = isKnown ? turnsOfKnown : turns;
        var composed = Unicode.nfc(password);
        // An older version hashed what was sent, and macOS may have sent it decomposed.
        var decomposed = Unicode.nfd(password);
        return matches(turnsOfHash, composed, hash)
                || !decomposed.equals(composed) && matches(turnsOfHash, decomposed, hash);
    }

    private boolean matches(Semaphore turns, String password, @Nullable PasswordHash hash) {
        return inTurn(turns, () -> {
            var isRight = encoder.matches(password, hash == null ? nobodys : hash.text());
            return isRight && hash != null;
        });
    }

    /** Takes about a tenth of a second, so best called before a verb opens its transaction. */
    public PasswordHash hash(String password, PasswordOwner owner) {
        refusal(password, owner).ifPresent(Passwords::refuse);
        return hash(password);
    }

    /** The same for a password that was made up, so that it can't be like its owner. */
    public PasswordHash hash(String password) {
        refusal(password).ifPresent(Passwords::refuse);
        return inTurn(turns, () -> new PasswordHash(encoder.encode(Unicode.nfc(password))));
    }

    private static void refuse(PasswordRefusal refusal) {
        throw Problem.invalid("password", refusal.refusal()).exception();
    }

    private static <T> T inTurn(Semaphore turns, Supplier<T> work) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new Problem.Unavailable(LONGEST_WAIT).exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable(LONGEST_WAIT).exception();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
