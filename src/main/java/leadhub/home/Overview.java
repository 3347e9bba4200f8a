package leadhub.home;

import java.time.Duration;
import java.util.List;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * The figures for the leads that somebody can see.
 *
 * @param all how many there are
 * @param converted how many have been converted in the month
 * @param firstContact the median time until a new lead of the month was contacted; null if none was
 * @param unowned some new leads without an owner
 * @param quiet some open leads without recent activity
 */
public record Overview(
        long all,
        Period week,
        Period month,
        long open,
        long converted,
        @Nullable Duration firstContact,
        NewByDay newByDay,
        Funnel funnel,
        List<Lead> unowned,
        List<Lead> quiet) {

    /**
     * How many leads came in.
     *
     * @param before how many in as many days before these
     */
    public record Period(long leads, long before) {}
}
