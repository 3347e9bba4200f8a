package leadhub.sms;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.jobs.Jobs;
import leadhub.leads.LeadPart;
import leadhub.workspaces.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends SMS, declares them as a part of leads, and forgets their texts when they were kept long enough. */
@Configuration(proxyBeanMethods = false)
class SmsJobs {
    @Bean
    Task<SmsMessages.Wanted> smsToLead(SmsDelivery delivery) {
        return Jobs.once(
                SmsMessages.JOB,
                SmsMessages.Wanted.class,
                delivery::send,
                (wanted, failure) -> delivery.giveUp(wanted));
    }

    /** They stay when their lead is deleted, so that none comes in a second time. */
    @Bean
    LeadPart leadSmsPart() {
        return new LeadPart("lead_sms", LeadPart.Deletion.STAYS, LeadPart.Merge.MOVES, LeadPart.Erasure.DELETED, true);
    }

    /** It says nothing that they don't. Of leads that are gone nobody asks. */
    @Bean
    LeadPart smsTalksPart() {
        return new LeadPart(
                "sms_talks", LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, false);
    }

    @Bean
    Task<?> forgetTextsOfSms(SmsRetention retention, Workspaces workspaces) {
        return Jobs.every(
                Duration.ofHours(1),
                "forget-texts-of-sms",
                () -> workspaces.each(id -> {
                    while (retention.step(id)) {
                        // Each step is a transaction of its own.
                    }
                }));
    }
}
