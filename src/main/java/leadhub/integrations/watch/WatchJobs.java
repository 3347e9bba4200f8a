package leadhub.integrations.watch;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks after integrations now and then, and tells of those that need somebody. */
@Configuration(proxyBeanMethods = false)
class WatchJobs {
    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final Logger log = LoggerFactory.getLogger(WatchJobs.class);

    @Bean
    Task<?> watchIntegrations(IntegrationWatch watch) {
        return Jobs.every(PAUSE, "watch-integrations", watch::look);
    }

    @Bean
    Task<IntegrationMails.Notice> integrationNotice(IntegrationMails mails) {
        return Jobs.once(IntegrationMails.JOB, IntegrationMails.Notice.class, mails::spread, mails::unspread);
    }

    @Bean
    Task<IntegrationMails.NoticeToOne> integrationNoticeToOne(IntegrationMails mails) {
        return Jobs.once(
                IntegrationMails.JOB_TO_ONE,
                IntegrationMails.NoticeToOne.class,
                mails::deliver,
                (notice, failure) ->
                        log.warn("An administrator wasn't told of integration {}.", notice.integrationId(), failure));
    }
}
