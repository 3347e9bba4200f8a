package leadhub.webhooks.log;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.util.Set;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends many deliveries again, and forgets what was kept long enough. */
@Configuration(proxyBeanMethods = false)
class LogJobs {
    private static final Logger log = LoggerFactory.getLogger(LogJobs.class);

    @Bean
    Task<?> webhookReplay(DeliveryReplays replays) {
        return Jobs.inSteps(
                DeliveryReplays.JOB,
                subject -> replays.step(number(subject, 0), number(subject, 1)),
                subject -> log.error("Sending deliveries again ({}) was given up.", subject));
    }

    @Bean
    Task<?> pruneWebhookDeliveries(DeliveryRetention retention, RetentionSql sql, Workspaces workspaces) {
        return Jobs.every(Duration.ofHours(1), "prune-webhook-deliveries", () -> {
            var concerned = Set.copyOf(sql.workspaces());
            workspaces.each(id -> {
                while (concerned.contains(id) && retention.step(id)) {
                    // Each step is a transaction of its own.
                }
            });
        });
    }

    private static long number(String subject, int place) {
        return Long.parseLong(subject.split("/")[place]);
    }
}
