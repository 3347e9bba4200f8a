package leadhub.automations.runs;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.util.UUID;
import leadhub.base.Caller;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs;
import leadhub.jobs.Jobs.StepResult;
import leadhub.workspaces.TimeZoneListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has everything that goes by the wall clock looked at anew when a workspace gets another time zone: whoever looks works out when
 * it is due now. Delays that have begun end when they were to end.
 */
@Service
public class ZoneChanges implements TimeZoneListener {
    private static final String JOB = "look-at-automations-in-another-zone";
    private static final Logger log = LoggerFactory.getLogger(ZoneChanges.class);

    private final ScheduleSql schedule;
    private final RunVerbSql runs;
    private final RunMarks marks;
    private final JobQueue jobs;

    ZoneChanges(ScheduleSql schedule, RunVerbSql runs, RunMarks marks, JobQueue jobs) {
        this.schedule = schedule;
        this.runs = runs;
        this.marks = marks;
        this.jobs = jobs;
    }

    @Override
    public void timeZoneChanged(Caller caller) {
        // A job of its own for each time: one that ends just now would not begin again.
        jobs.add(JOB, caller.workspaceId() + "/" + UUID.randomUUID(), Duration.ZERO);
    }

    /** All of a workspace, in one statement each: it was asked for by somebody, once. */
    @Transactional
    public StepResult look(long workspaceId) {
        schedule.lookAgain(workspaceId, marks.now());
        runs.lookAgain(workspaceId, marks.now());
        marks.leave(workspaceId);
        return StepResult.DONE;
    }

    /** Its job. */
    @Configuration(proxyBeanMethods = false)
    static class ZoneJobs {
        @Bean
        Task<?> lookAtAutomationsInAnotherZone(ZoneChanges zones) {
            return Jobs.inSteps(
                    JOB,
                    subject -> zones.look(Long.parseLong(subject.split("/")[0])),
                    subject -> log.error("What is due wasn't worked out for another time zone ({}).", subject));
        }
    }
}
