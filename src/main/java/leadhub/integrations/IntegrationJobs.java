package leadhub.integrations;

import com.github.kagkarlsson.scheduler.task.Task;
import leadhub.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks providers for what their hooks announced, and for leads from before. */
@Configuration(proxyBeanMethods = false)
class IntegrationJobs {
    private static final Logger log = LoggerFactory.getLogger(IntegrationJobs.class);

    @Bean
    Task<?> integrationFetch(Fetches fetches) {
        return Jobs.once(Fetches.JOB, Fetches.One.class, fetches::fetch, (one, cause) -> fetches.giveUp(one));
    }

    @Bean
    Task<?> integrationFetchHeld(Fetches fetches) {
        return Jobs.once(
                Fetches.JOB_OF_ALL,
                Fetches.All.class,
                fetches::later,
                (all, cause) ->
                        log.error("What integration {} holds could not be fetched again.", all.integrationId(), cause));
    }

    @Bean
    Task<?> integrationBackfill(Backfills backfills) {
        return Jobs.inSteps(
                Backfills.JOB,
                subject -> backfills.step(number(subject, 0), number(subject, 1)),
                subject -> backfills.giveUp(number(subject, 0), number(subject, 1)));
    }

    private static long number(String subject, int place) {
        return Long.parseLong(subject.split("/")[place]);
    }
}
