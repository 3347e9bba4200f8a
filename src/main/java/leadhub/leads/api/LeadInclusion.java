package leadhub.leads.api;

import java.util.List;
import java.util.Map;
import leadhub.base.Caller;

/** What stands beside leads if it is asked for ({@code include=}); features that keep something of leads implement it. */
public interface LeadInclusion {
    /** As many of one lead at most; a list of its own has all. */
    int MOST = 100;

    /** What it is called in the query and in answers: {@code notes}. */
    String name();

    /** How many bytes it takes up to read it, by the lead's id; leads without any may be absent. */
    Map<Long, Long> bytes(Caller caller, long[] leadIds);

    /** What there is, as the API answers it, by the lead's id; leads without any may be absent. */
    Map<Long, List<Object>> of(Caller caller, long[] leadIds);
}
