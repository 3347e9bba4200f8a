package leadhub.emails.sending;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends what people wrote to leads, and forgets it when it was kept long enough. */
@Configuration(proxyBeanMethods = false)
class EmailJobs {
    @Bean
    Task<LeadEmails.Wanted> emailToLead(EmailDelivery delivery) {
        return Jobs.once(
                LeadEmails.JOB, LeadEmails.Wanted.class, delivery::send, (wanted, failure) -> delivery.giveUp(wanted));
    }

    @Bean
    Task<?> forgetTextsOfEmails(EmailRetention retention, Workspaces workspaces) {
        return Jobs.every(
                Duration.ofHours(1),
                "forget-texts-of-emails",
                () -> workspaces.each(id -> {
                    while (retention.step(id)) {
                        // Each step is a transaction of its own.
                    }
                }));
    }
}
