package leadhub.signin;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes what has ended, and tells of failures and of what people sign in by. */
@Configuration(proxyBeanMethods = false)
class SignInJobs {

    @Bean
    Task<?> pruneSessions(ExpiredSignIns expired) {
        return Jobs.every(Duration.ofHours(1), "prune-sessions", expired::prune);
    }

    @Bean
    Task<?> tellFailedSignIns(FailedSignIns failures) {
        return Jobs.every(Duration.ofMinutes(1), "tell-failed-sign-ins", failures::tell);
    }

    @Bean
    Task<SecurityMails.Notice> mailSecurityNotice(SecurityMails mails) {
        return Jobs.once(
                SecurityMails.JOB,
                SecurityMails.Notice.class,
                mails::deliver,
                (notice, failure) -> mails.giveUp(notice, failure.getMessage()));
    }
}
