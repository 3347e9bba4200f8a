package leadhub.conditions;

import org.jspecify.annotations.Nullable;

/** What a lead has in its fields, for conditions that look at them; the leads answer. */
@FunctionalInterface
public interface Facts {
    /**
     * What stands in a field: a {@code String}, {@code BigDecimal}, {@code Boolean}, {@code Instant}, or a {@code List}
     * of these; null for nothing and for a field that there isn't.
     */
    @Nullable
    Object value(String field);
}
