package leadhub.conditions;

import org.jspecify.annotations.Nullable;

/** The values of a lead's fields, for evaluating conditions; implemented by leads. */
@FunctionalInterface
public interface Facts {
    /**
     * The value of a field: a {@code String}, {@code BigDecimal}, {@code Boolean}, {@code Instant}, or a {@code List}
     * of these; null if it is empty or the field doesn't exist.
     */
    @Nullable
    Object value(String field);
}
