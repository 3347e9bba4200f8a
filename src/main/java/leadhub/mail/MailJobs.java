package leadhub.mail;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What sends emails, and the job that tries it out. */
@Configuration(proxyBeanMethods = false)
class MailJobs {

    @Bean
    Smtp smtp(Clock clock) {
        return new Smtp(Smtp.USUAL, clock);
    }

    @Bean
    Task<MailTests.Wanted> testMail(MailTestJob job) {
        return Jobs.once(MailTests.JOB, MailTests.Wanted.class, job::send, (wanted, failure) -> {});
    }
}
