package leadhub.base;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Seals secrets that the database keeps and somebody needs again in clear: AES-256-GCM with a key that isn't in the
 * database, bound to the place where the secret stands, so that it can't be moved to another (docs/adr/0008). While one key
 * takes another's place, either opens and one seals.
 */
@Component
public final class Seal {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final @Nullable SecretKey key;
    private final @Nullable SecretKey otherKey;

    Seal(SealKeys keys) {
        this.key = keys.key();
        this.otherKey = keys.other();
    }

    /** Whether there is a key; without one nothing is sealed and nothing opened. */
    public boolean isReady() {
        return key != null;
    }

    /**
     * Seals a secret.
     *
     * @param place table, column, workspace and row, as {@link #open} will name them
     */
    public byte[] seal(String place, byte[] secret) {
        if (key == null) {
            throw new Problem.Conflict(Refusal.of("server.no_secret_key")).exception();
        }
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, place, nonce).doFinal(secret);
            var all = Arrays.copyOf(new byte[] {VERSION}, 1 + NONCE_BYTES + sealed.length);
            System.arraycopy(nonce, 0, all, 1, NONCE_BYTES);
            System.arraycopy(sealed, 0, all, 1 + NONCE_BYTES, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The secret; empty if it was sealed with a key that is lost, for another place, or isn't what it was. */
    public Optional<byte[]> open(String place, byte[] sealed) {
        return open(key, place, sealed).or(() -> open(otherKey, place, sealed));
    }

    /** Whether it was sealed with the key that seals today. */
    boolean isCurrent(String place, byte[] sealed) {
        return open(key, place, sealed).isPresent();
    }

    private static Optional<byte[]> open(@Nullable SecretKey key, String place, byte[] sealed) {
        if (key == null || sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
            return Optional.empty();
        }
        try {
            var nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, place, nonce)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, String place, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.aes(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
