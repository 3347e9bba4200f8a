package leadhub.forms.mails;

import com.github.kagkarlsson.scheduler.task.Task;
import leadhub.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends emails about what was sent by forms. */
@Configuration(proxyBeanMethods = false)
class FormMailJobs {
    private static final Logger log = LoggerFactory.getLogger(FormMailJobs.class);

    @Bean
    Task<FormMails.Notice> formNotice(FormMails mails) {
        return Jobs.once(
                FormMails.NOTICE_JOB,
                FormMails.Notice.class,
                mails::tell,
                (notice, failure) -> log.warn("A user wasn't told of lead {}.", notice.leadId(), failure));
    }

    @Bean
    Task<ResumeMails.Wanted> formResume(ResumeMails mails) {
        return Jobs.once(
                ResumeMails.JOB,
                ResumeMails.Wanted.class,
                mails::send,
                (wanted, failure) ->
                        log.warn("Nobody was mailed a link to go on with form {}.", wanted.formId(), failure));
    }

    @Bean
    Task<ConfirmationMails.Wanted> formConfirmation(ConfirmationMails mails) {
        return Jobs.once(
                ConfirmationMails.JOB,
                ConfirmationMails.Wanted.class,
                mails::ask,
                (wanted, failure) ->
                        log.warn("Nobody was asked to confirm submission {}.", wanted.submissionId(), failure));
    }
}
