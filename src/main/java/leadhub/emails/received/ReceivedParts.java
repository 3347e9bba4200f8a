package leadhub.emails.received;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.leads.LeadPart;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares emails from leads as a part of them, and forgets them when they were kept long enough. */
@Configuration(proxyBeanMethods = false)
class ReceivedParts {
    /** They stay when their lead is deleted, as emails to leads do, so that none comes in a second time. */
    @Bean
    LeadPart receivedEmailsPart() {
        return new LeadPart(
                "received_emails", LeadPart.Deletion.STAYS, LeadPart.Merge.MOVES, LeadPart.Erasure.DELETED, true);
    }

    @Bean
    Task<?> forgetTextsOfReceivedEmails(ReceivedRetention retention, Workspaces workspaces) {
        return Jobs.every(
                Duration.ofHours(1),
                "forget-texts-of-received-emails",
                () -> workspaces.each(id -> {
                    while (retention.step(id)) {
                        // Each step is a transaction of its own.
                    }
                }));
    }
}
