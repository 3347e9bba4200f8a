package leadhub.leads.folding;

import com.github.kagkarlsson.scheduler.task.Task;
import leadhub.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Folds all leads anew when the rules change. */
@Configuration(proxyBeanMethods = false)
class FoldingJobs {
    private static final Logger log = LoggerFactory.getLogger(FoldingJobs.class);

    @Bean
    Task<?> foldLeads(LeadRefolding folding) {
        return Jobs.inSteps(
                LeadRefolding.JOB,
                subject -> folding.step(
                        Long.parseLong(subject.substring(0, subject.indexOf('/'))),
                        subject.substring(subject.indexOf('/') + 1)),
                subject -> log.error("Folding the leads anew ({}) was given up; the next start tries again.", subject));
    }

    /** Commands leave it to the server. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> foldLeadsAtTheStart(LeadRefolding folding) {
        return event -> {
            if (event.getApplicationContext() instanceof WebServerApplicationContext) {
                folding.begin();
            }
        };
    }
}
