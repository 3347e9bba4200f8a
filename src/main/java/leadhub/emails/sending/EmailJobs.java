package leadhub.emails.sending;

import com.github.kagkarlsson.scheduler.task.Task;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The job that sends what people wrote to leads. */
@Configuration(proxyBeanMethods = false)
class EmailJobs {
    @Bean
    Task<LeadEmails.Wanted> emailToLead(EmailDelivery delivery) {
        return Jobs.once(
                LeadEmails.JOB, LeadEmails.Wanted.class, delivery::send, (wanted, failure) -> delivery.giveUp(wanted));
    }
}
