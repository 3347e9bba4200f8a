package leadhub.users;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes sessions that have ended, and sends links. */
@Configuration(proxyBeanMethods = false)
class UserJobs {

    @Bean
    Task<?> pruneSessions(Sessions sessions) {
        return Jobs.every(Duration.ofHours(1), "prune-sessions", sessions::prune);
    }

    @Bean
    Task<LinkMails.Wanted> mailLink(LinkMails mails) {
        return Jobs.once(
                LinkMails.JOB,
                LinkMails.Wanted.class,
                mails::deliver,
                (wanted, failure) -> mails.giveUp(wanted, failure.getMessage()));
    }

    @Bean
    Task<LinkMails.Forgotten> forgottenPassword(LinkMails mails) {
        return Jobs.once(LinkMails.FORGOTTEN_JOB, LinkMails.Forgotten.class, mails::spread, (wanted, failure) -> {});
    }
}
