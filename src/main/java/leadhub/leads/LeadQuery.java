package leadhub.leads;

import java.time.Clock;
import leadhub.admin.Visit;
import leadhub.api.QueryInput;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which leads the address of the panel's list asks for: what the page shows, and what is done to all of them. */
@Component
public class LeadQuery {
    private final LeadFilterReader filters;
    private final CriteriaReader criteria;
    private final Clock clock;

    LeadQuery(LeadFilterReader filters, CriteriaReader criteria, Clock clock) {
        this.filters = filters;
        this.criteria = criteria;
        this.clock = clock;
    }

    /** The filters of the API, and what the panel alone asks. What can't be right is noted in the query's errors. */
    public LeadFilter read(Visit visit, QueryInput query) {
        return filters.read(visit.caller(), query)
                .needing(need(query))
                .meeting(criteria.read(visit.caller(), query, visit.page().zone()));
    }

    private @Nullable LeadNeed need(QueryInput query) {
        return query.text("needs") == null
                ? null
                : LeadNeed.at(Times.now(clock), query.choice("needs", LeadNeed.Kind.class, LeadNeed.Kind.ATTENTION));
    }
}
