package leadhub.automations.simulations;

import com.github.kagkarlsson.scheduler.task.Task;
import leadhub.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Simulates in steps. */
@Configuration(proxyBeanMethods = false)
class SimulationJobs {
    private static final Logger log = LoggerFactory.getLogger(SimulationJobs.class);

    @Bean
    Task<?> simulateAutomation(SimulationSteps steps) {
        return Jobs.inSteps(
                Simulations.JOB,
                subject -> steps.step(number(subject, 0), number(subject, 1), number(subject, 2)),
                subject -> {
                    log.error("The simulation of an automation ({}) was given up.", subject);
                    steps.end(number(subject, 0), number(subject, 1), number(subject, 2), Simulation.Status.FAILED);
                });
    }

    private static long number(String subject, int place) {
        return Long.parseLong(subject.split("/")[place]);
    }
}
