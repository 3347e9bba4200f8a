package leadhub.scoring;

import org.jspecify.annotations.Nullable;

/** What rules need to know of a lead; the leads answer. */
@FunctionalInterface
public interface ScoredLead {
    /**
     * What it has in a field: a {@code String}, {@code BigDecimal}, {@code Boolean} or {@code List} of strings; null
     * for nothing and for a field that there isn't.
     */
    @Nullable
    Object value(String field);
}
