package leadhub.webhooks.delivery;

import com.github.kagkarlsson.scheduler.task.Task;
import leadhub.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells administrators of webhooks that fail. */
@Configuration(proxyBeanMethods = false)
class DeliveryJobs {
    private static final Logger log = LoggerFactory.getLogger(DeliveryJobs.class);

    @Bean
    Task<WebhookMails.Notice> webhookNotice(WebhookMails mails) {
        return Jobs.once(WebhookMails.JOB, WebhookMails.Notice.class, mails::spread, (notice, failure) -> {});
    }

    @Bean
    Task<WebhookMails.NoticeToOne> webhookNoticeToOne(WebhookMails mails) {
        return Jobs.once(
                WebhookMails.JOB_TO_ONE,
                WebhookMails.NoticeToOne.class,
                mails::deliver,
                (notice, failure) ->
                        log.warn("An administrator wasn't told of webhook {}.", notice.webhookId(), failure));
    }
}
