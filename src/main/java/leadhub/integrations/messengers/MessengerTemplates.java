package leadhub.integrations.messengers;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.conversations.ApprovedTemplate;
import leadhub.conversations.MessageTemplate;
import leadhub.jobs.JobQueue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The templates that messengers' providers have approved, as they told them last. */
@Service
public class MessengerTemplates {
    static final String JOB = "messenger-templates";
    /** After that they are asked for anew, once somebody looks. */
    private static final Duration FRESH = Duration.ofHours(1);

    /** However often somebody presses the button. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final TemplateSql sql;
    private final JobQueue jobs;
    private final Clock clock;

    MessengerTemplates(TemplateSql sql, JobQueue jobs, Clock clock) {
        this.sql = sql;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** The job that asks for them. */
    record Wanted(long workspaceId, long integrationId) {}

    /** Those of an integration, by name; what is old is asked for anew meanwhile. */
    @Transactional
    public List<ApprovedTemplate> all(long workspaceId, long integrationId) {
        var now = Times.now(clock);
        var kept = sql.find(workspaceId, integrationId).orElse(TemplateSql.Kept.NOTHING);
        var isFresh = kept.fetchedAt() != null && kept.fetchedAt().plus(FRESH).isAfter(now);
        if (!isFresh && sql.ask(workspaceId, integrationId, now, now.minus(FRESH))) {
            jobs.add(JOB, new Wanted(workspaceId, integrationId));
        }
        return kept.templates();
    }

    /** Within a verb: somebody wants to see them as they are now. */
    void askAnew(long workspaceId, long integrationId) {
        var now = Times.now(clock);
        if (sql.ask(workspaceId, integrationId, now, now.minus(PAUSE))) {
            jobs.add(JOB, new Wanted(workspaceId, integrationId));
        }
    }

    /** Empty for one that isn't known, which may be approved all the same. */
    public Optional<ApprovedTemplate> find(long workspaceId, long integrationId, MessageTemplate wanted) {
        return sql.find(workspaceId, integrationId).stream()
                .flatMap(kept -> kept.templates().stream())
                .filter(one -> one.is(wanted))
                .findFirst();
    }

    /** Within a verb: they may be others by now. */
    public void askSoon(long workspaceId, long integrationId) {
        jobs.add(JOB, new Wanted(workspaceId, integrationId));
    }

    /** What the provider tells. */
    @Transactional
    public void keep(long workspaceId, long integrationId, List<ApprovedTemplate> told) {
        var sorted = told.stream()
                .sorted(Comparator.comparing(ApprovedTemplate::name).thenComparing(ApprovedTemplate::language))
                .toList();
        sql.put(workspaceId, integrationId, sorted, Times.now(clock));
    }

    /** Within a verb: the integration is gone. */
    public void forget(long workspaceId, long integrationId) {
        sql.delete(workspaceId, integrationId);
    }
}
