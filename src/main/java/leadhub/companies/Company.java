package leadhub.companies;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * A company, as far as the leads tell that somebody sees.
 *
 * @param key by which its leads are found
 * @param name as most of its leads spell it; the domain of their email where none has a name
 * @param people how many leads it has
 * @param open what its open deals come to, by currency
 * @param won what its won deals come to, by currency
 * @param updatedAt when one of its leads was last changed
 */
public record Company(
        String key,
        String name,
        long people,
        Map<String, BigDecimal> open,
        Map<String, BigDecimal> won,
        Instant updatedAt) {}
