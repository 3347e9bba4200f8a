package leadhub.signin.links;

import com.github.kagkarlsson.scheduler.task.Task;
import leadhub.jobs.Jobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends links. */
@Configuration(proxyBeanMethods = false)
class LinkJobs {
    @Bean
    Task<LinkMails.Wanted> mailLink(LinkMails mails) {
        return Jobs.once(
                LinkMails.JOB,
                LinkMails.Wanted.class,
                mails::deliver,
                (wanted, failure) -> mails.giveUp(wanted, failure.getMessage()));
    }

    @Bean
    Task<ForgottenPasswords.Forgotten> forgottenPassword(ForgottenPasswords forgotten) {
        return Jobs.once(
                ForgottenPasswords.JOB, ForgottenPasswords.Forgotten.class, forgotten::spread, (wanted, failure) -> {});
    }
}
