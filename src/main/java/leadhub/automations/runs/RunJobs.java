package leadhub.automations.runs;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import leadhub.automations.AutomationSource;
import leadhub.automations.KnownAutomations;
import leadhub.jobs.Jobs;
import leadhub.leads.LeadPart;
import leadhub.workspaces.Workspaces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Retries many runs in steps, and says what is kept of leads. */
@Configuration(proxyBeanMethods = false)
class RunJobs {
    private static final Logger log = LoggerFactory.getLogger(RunJobs.class);

    @Bean
    Task<?> retryAutomationRuns(Runs runs, KnownAutomations known) {
        return Jobs.inSteps(
                Runs.RETRY_JOB,
                subject -> {
                    var workspaceId = number(subject, 0);
                    var automationId = number(subject, 1);
                    var isActive = known.find(workspaceId, automationId)
                            .filter(one -> one.automation().isActive())
                            .isPresent();
                    return runs.retrySome(workspaceId, automationId, number(subject, 2), isActive);
                },
                subject -> log.error("Retrying runs of automations ({}) was given up.", subject));
    }

    /** An automation that time starts, or doesn't any more. */
    @Bean
    Task<?> scheduleAutomation(ScheduleFills fills, Schedule schedule, AutomationSource source) {
        return Jobs.inSteps(
                Runs.SCHEDULE_JOB,
                subject -> {
                    var workspaceId = number(subject, 0);
                    var automationId = number(subject, 1);
                    var one = source.find(workspaceId, automationId);
                    var kind = one.filter(found -> found.automation().isActive())
                            .flatMap(found -> schedule.trigger(found.definition()));
                    return kind.isEmpty()
                            ? fills.remove(workspaceId, automationId)
                            : fills.fill(workspaceId, one.orElseThrow(), kind.get());
                },
                subject -> log.error("Leads weren't looked through for an automation ({}).", subject));
    }

    @Bean
    Task<?> pruneAutomationRuns(RunRetention retention, Workspaces workspaces) {
        return Jobs.every(
                Duration.ofHours(1),
                "prune-automation-runs",
                () -> workspaces.each(id -> {
                    while (retention.step(id)) {
                        // Each step is a transaction of its own.
                    }
                }));
    }

    private static long number(String subject, int place) {
        return Long.parseLong(subject.split("/")[place]);
    }

    /** They tell what happened. */
    @Bean
    LeadPart automationRuns() {
        return part("automation_runs");
    }

    @Bean
    LeadPart automationRunSteps() {
        return part("automation_run_steps");
    }

    @Bean
    LeadPart automationFormerRuns() {
        return part("automation_former_runs");
    }

    @Bean
    LeadPart automationDecisions() {
        return part("automation_decisions");
    }

    /** Worked out from the lead, again when it is restored. */
    @Bean
    LeadPart automationSchedule() {
        return new LeadPart(
                "automation_schedule",
                LeadPart.Deletion.MADE_ANEW,
                LeadPart.Merge.MADE_ANEW,
                LeadPart.Erasure.DELETED,
                false);
    }

    private static LeadPart part(String table) {
        return new LeadPart(table, LeadPart.Deletion.STAYS, LeadPart.Merge.STAYS, LeadPart.Erasure.DELETED, false);
    }
}
