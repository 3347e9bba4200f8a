package leadhub.webhooks.delivery;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells administrators of webhooks that fail, sends many deliveries again, and forgets what was kept long enough. */
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

    @Bean
    Task<?> webhookReplay(DeliveryReplays replays) {
        return Jobs.inSteps(
                DeliveryReplays.JOB,
                subject -> replays.step(number(subject, 0), number(subject, 1)),
                subject -> log.error("Sending deliveries again ({}) was given up.", subject));
    }

    @Bean
    Task<?> pruneWebhookDeliveries(DeliveryRetention retention, DeliveryDueSql due) {
        return Jobs.every(Duration.ofHours(1), "prune-webhook-deliveries", () -> {
            for (var workspaceId : due.all()) {
                while (retention.step(workspaceId)) {
                    // Each step is a transaction of its own.
                }
            }
        });
    }

    private static long number(String subject, int place) {
        return Long.parseLong(subject.split("/")[place]);
    }
}
