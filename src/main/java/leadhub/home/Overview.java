package leadhub.home;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures for the leads that somebody can see.
 *
 * @param all how many there are
 * @param converted how many have been converted in the month
 * @param firstContact the median time until a new lead of the month was contacted; null if none was
 * @param money what their deals come to
 */
public record Overview(
        long all,
        Period week,
        Period month,
        long open,
        long converted,
        @Nullable Duration firstContact,
        Money money,
        NewByDay newByDay) {

    /**
     * How many leads came in.
     *
     * @param before how many in as many days before these
     */
    public record Period(long leads, long before) {
        /** By how much it grew, 1 for twice as many; null where there were none to compare with. */
        public @Nullable Double growth() {
            return before == 0 ? null : (double) (leads - before) / before;
        }
    }

    /** What deals come to by currency: those that are open, and those that were won. */
    public record Money(Map<String, BigDecimal> open, Map<String, BigDecimal> won) {}
}
