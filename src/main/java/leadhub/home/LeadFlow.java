package leadhub.home;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.leads.Visibility;
import org.springframework.stereotype.Component;

/** How leads came in and progressed over time, among those that a caller can see. */
@Component
class LeadFlow {
    /** More leads than this would hardly change the median. */
    private static final int ENOUGH = 2_000;

    private final LeadFlowSql sql;
    private final Visibility visibility;
    private final Clock clock;

    LeadFlow(LeadFlowSql sql, Visibility visibility, Clock clock) {
        this.visibility = visibility;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * How many leads came in on each day until now.
     *
     * @param starts the starts of the days, the earliest first
     * @param sources how many of the biggest sources to list separately
     */
    List<NewLeads> newByDay(Caller caller, List<Instant> starts, int sources) {
        return sql.newByDay(caller.workspaceId(), visibility.of(caller), starts, Times.now(clock), sources);
    }

    /** How many leads came in from an instant (included) until another (excluded). */
    long created(Caller caller, Instant from, Instant until) {
        return sql.created(caller.workspaceId(), visibility.of(caller), from, until);
    }

    /** How many have been converted since, and still are. */
    long converted(Caller caller, Instant since) {
        return sql.converted(caller.workspaceId(), visibility.of(caller), since, Times.now(clock));
    }

    /**
     * How long it takes until a new lead is contacted: the median over those that came since and aren't new any more,
     * the newest two thousand where there are more. Empty if there is none.
     */
    Optional<Duration> firstContact(Caller caller, Instant since) {
        return Optional.ofNullable(
                        sql.firstContact(caller.workspaceId(), visibility.of(caller), since, Times.now(clock), ENOUGH))
                .map(seconds -> Duration.ofSeconds(Math.max(0, Math.round(seconds))));
    }
}
