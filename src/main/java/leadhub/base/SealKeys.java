package leadhub.base;

import org.jspecify.annotations.Nullable;

/**
 * What secrets in the database are sealed with and opened.
 *
 * @param key seals and opens; null where nothing is sealed, such as in commands that have no business with secrets
 * @param other opens what was sealed before; null for none, which is usual
 */
public record SealKeys(@Nullable SecretKey key, @Nullable SecretKey other) {
    public static final SealKeys NONE = new SealKeys(null, null);
}
